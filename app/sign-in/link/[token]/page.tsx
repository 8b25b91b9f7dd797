import type { Metadata } from 'next'
import { LanguageChoice } from '@/components/people/language-choice'
import { EnterByLink, ResetByLink } from '@/components/people/link-forms'
import { Frame } from '@/components/ui/frame'
import { LinkButton } from '@/components/ui/link-button'
import { Standfirst } from '@/components/ui/text'
import { pageTranslator, plainWords } from '@/lib/i18n/pages'
import { readLinkKind } from '@/lib/people/use-link'
import { pageLanguage } from '@/lib/server/language'
import { enter, resetPassword } from '../../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: pageTranslator(await pageLanguage(), 'link')('openTitle'), robots: { index: false } }
}

/** What a mailed link opens. */
export default async function MailedLinkPage({ params }: PageProps<'/sign-in/link/[token]'>) {
  const { token } = await params
  const [kind, language] = await Promise.all([readLinkKind(token), pageLanguage()])
  const frame = plainWords(language, 'frame')
  const [words, link] = [plainWords(language, 'form'), plainWords(language, 'link')]
  const said = {
    SIGN_IN: [link.openTitle, link.open],
    RESET: [link.resetTitle, link.resetAbout],
    over: [link.overTitle, link.over],
  }[kind ?? 'over']
  return (
    <Frame labels={frame} language={<LanguageChoice label={frame.language} language={language} />}>
      <div className="grid max-w-sm gap-6">
        <div className="grid gap-3">
          <h1>{said[0]}</h1>
          <Standfirst>{said[1]}</Standfirst>
        </div>
        {kind === 'SIGN_IN' && <EnterByLink {...{ token, words, link, enter }} />}
        {kind === 'RESET' && <ResetByLink {...{ token, words, link }} reset={resetPassword} />}
        {kind === null && (
          <p>
            <LinkButton href="/sign-in/link">{link.again}</LinkButton>
          </p>
        )}
      </div>
    </Frame>
  )
}
