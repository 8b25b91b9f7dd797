import type { Metadata } from 'next'
import { NameForm, PasswordForm } from '@/components/people/account-forms'
import { LanguageChoice } from '@/components/people/language-choice'
import { SignOut } from '@/components/people/sign-out'
import { Frame } from '@/components/ui/frame'
import { pageTranslator, plainWords } from '@/lib/i18n/pages'
import { pageLanguage } from '@/lib/server/language'
import { sitePageAccess } from '@/lib/server/page'
import { saveName, savePassword } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: pageTranslator(await pageLanguage(), 'account')('title') }
}

export default async function AccountPage() {
  const { actor } = await sitePageAccess('account:manage')
  const language = await pageLanguage()
  const t = pageTranslator(language, 'account')
  const [words, frame] = [plainWords(language, 'form'), plainWords(language, 'frame')]
  return (
    <Frame crumbs={[{ label: t('title') }]} person={actor} labels={frame}>
      <div className="titles">
        <h1>{t('title')}</h1>
        <SignOut label={words.signOut} />
      </div>
      <p className="standfirst">
        {actor.email}, {t(actor.role)}
      </p>
      {actor.role === 'ANNOTATOR' && (
        <section className="section max-w-sm" aria-labelledby="languages">
          <h2 id="languages">{frame.language}</h2>
          <div className="stack">
            <LanguageChoice label={frame.language} language={language} />
            <p className="note">{t('languageNote')}</p>
          </div>
        </section>
      )}
      <section className="section max-w-sm" aria-labelledby="name">
        <h2 id="name">{words.name}</h2>
        <NameForm name={actor.name} words={words} save={saveName} />
      </section>
      <section className="section max-w-sm" aria-labelledby="password">
        <h2 id="password">{words.password}</h2>
        <PasswordForm email={actor.email} words={words} save={savePassword} />
      </section>
    </Frame>
  )
}
