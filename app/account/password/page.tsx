import type { Metadata } from 'next'
import { PasswordForm } from '@/components/people/account-forms'
import { SignOut } from '@/components/people/sign-out'
import { Frame } from '@/components/ui/frame'
import { Section, Titles } from '@/components/ui/section'
import { Standfirst } from '@/components/ui/text'
import { sameSitePath } from '@/lib/auth/same-site-path'
import { pageTranslator, plainWords } from '@/lib/i18n/pages'
import { pageLanguage } from '@/lib/server/language'
import { sitePageAccess } from '@/lib/server/page'
import { savePassword } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: pageTranslator(await pageLanguage(), 'account')('choose') }
}

/** The one page that is open to whoever was given a password. */
export default async function ChoosePasswordPage({ searchParams }: PageProps<'/account/password'>) {
  const { actor } = await sitePageAccess('password:change')
  const next = sameSitePath((await searchParams).next)
  const language = await pageLanguage()
  const t = pageTranslator(language, 'account')
  const [words, frame] = [plainWords(language, 'form'), plainWords(language, 'frame')]
  return (
    <Frame person={actor} labels={frame}>
      <Titles>
        <h1>{t('choose')}</h1>
        <SignOut label={words.signOut} failed={words.signOutFailed} />
      </Titles>
      <Standfirst>{t('chooseNote')}</Standfirst>
      <Section as="div" className="max-w-sm">
        <PasswordForm email={actor.email ?? ''} words={words} save={savePassword} next={next} />
      </Section>
    </Frame>
  )
}
