import type { Metadata } from 'next'
import { LanguageChoice } from '@/components/people/language-choice'
import { EndReminders } from '@/components/people/reminders'
import { Frame } from '@/components/ui/frame'
import { Standfirst } from '@/components/ui/text'
import { pageTranslator, plainWords } from '@/lib/i18n/pages'
import { pageLanguage } from '@/lib/server/language'
import { endReminders } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: pageTranslator(await pageLanguage(), 'link')('remindersTitle'), robots: { index: false } }
}

/** Where the link in a reminder leads: nobody has to sign in to get no more of them. */
export default async function RemindersPage({ params }: PageProps<'/reminders/[token]'>) {
  const { token } = await params
  const language = await pageLanguage()
  const [frame, link] = [plainWords(language, 'frame'), plainWords(language, 'link')]
  return (
    <Frame labels={frame} language={<LanguageChoice label={frame.language} language={language} />}>
      <div className="grid max-w-md gap-6">
        <div className="grid gap-3">
          <h1>{link.remindersTitle}</h1>
          <Standfirst>{link.remindersAsk}</Standfirst>
        </div>
        <EndReminders token={token} link={link} noAnswer={plainWords(language, 'form').noAnswer} end={endReminders} />
      </div>
    </Frame>
  )
}
