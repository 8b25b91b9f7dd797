import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { LanguageChoice } from '@/components/people/language-choice'
import { PasskeyButton } from '@/components/people/passkey-button'
import { SignInForm } from '@/components/people/sign-in-form'
import { SignOnButton } from '@/components/people/sign-on-button'
import { Frame } from '@/components/ui/frame'
import { Notice } from '@/components/ui/notice'
import { Note, Standfirst } from '@/components/ui/text'
import { getSignedIn } from '@/lib/auth/actor'
import { sameSitePath } from '@/lib/auth/same-site-path'
import { pageTranslator, plainWords } from '@/lib/i18n/pages'
import { problemOf } from '@/lib/i18n/problem-of'
import { sendsMail } from '@/lib/mail/settings'
import { oidcSettings } from '@/lib/oidc/settings'
import { oneOf } from '@/lib/search-params'
import { pageLanguage } from '@/lib/server/language'
import { hasPasskeys } from '@/lib/server/second-factor'
import { signOn } from './actions'
import { askPasskey, provePasskey } from './factor/actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: pageTranslator(await pageLanguage(), 'signIn')('title') }
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const asked = await searchParams
  const next = sameSitePath(asked.next)
  const signedIn = await getSignedIn()
  if (signedIn?.mustChangePassword) redirect(`/account/password?next=${encodeURIComponent(next)}`)
  if (signedIn?.mustAddFactor) redirect('/account/second-factor')
  if (signedIn) redirect(next)
  const [language, passkeys] = await Promise.all([pageLanguage(), hasPasskeys()])
  const t = pageTranslator(language, 'signIn')
  const frame = plainWords(language, 'frame')
  const [form, problems] = [plainWords(language, 'form'), plainWords(language, 'problems')]
  const { sign_in_failed, too_many_attempts, password_expired } = problems
  const refusals = { sign_in_failed, too_many_attempts, password_expired }
  const elsewhere = oidcSettings()
  const problem = elsewhere && problemOf(oneOf(asked, 'problem'), problems)
  return (
    <Frame labels={frame} language={<LanguageChoice label={frame.language} language={language} />}>
      <div className="grid max-w-sm gap-6">
        <div className="grid gap-3">
          <h1>{t('title')}</h1>
          <Standfirst>{t(aboutOf(next))}</Standfirst>
        </div>
        {problem && <Notice kind="critical">{problem}</Notice>}
        {elsewhere && (
          <>
            <SignOnButton
              label={t('with', { name: elsewhere.name })}
              {...{ next, noAnswer: form.noAnswer, begin: signOn }}
            />
            <Note>{t('or')}</Note>
          </>
        )}
        <SignInForm next={next} words={form} refusals={refusals} />
        {passkeys && <PasskeyButton label={t('passkey')} next={next} ask={askPasskey} prove={provePasskey} />}
        {sendsMail() ? (
          <Note>
            <Link href="/sign-in/link">{plainWords(language, 'link').forgot}</Link> {t('accountsByMail')}
          </Note>
        ) : (
          <Note>{t('accounts')}</Note>
        )}
      </div>
    </Frame>
  )
}

function aboutOf(next: string): 'toJudge' | 'toJoin' | 'about' {
  if (next.startsWith('/annotate/')) return 'toJudge'
  return next.startsWith('/join/') ? 'toJoin' : 'about'
}
