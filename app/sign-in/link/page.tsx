import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LanguageChoice } from '@/components/people/language-choice'
import { AskForLink } from '@/components/people/link-forms'
import { Frame } from '@/components/ui/frame'
import { Standfirst } from '@/components/ui/text'
import { pageTranslator, plainWords } from '@/lib/i18n/pages'
import { sendsMail } from '@/lib/mail/settings'
import { pageLanguage } from '@/lib/server/language'
import { sendLink } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: pageTranslator(await pageLanguage(), 'link')('title') }
}

/** For whoever forgot their password. Where no mail is sent there is no such page: an admin gives another one. */
export default async function AskForLinkPage() {
  if (!sendsMail()) notFound()
  const language = await pageLanguage()
  const [frame, link] = [plainWords(language, 'frame'), plainWords(language, 'link')]
  return (
    <Frame labels={frame} language={<LanguageChoice label={frame.language} language={language} />}>
      <div className="grid max-w-md gap-6">
        <div className="grid gap-3">
          <h1>{link.title}</h1>
          <Standfirst>{link.about}</Standfirst>
        </div>
        <AskForLink words={plainWords(language, 'form')} link={link} send={sendLink} />
      </div>
    </Frame>
  )
}
