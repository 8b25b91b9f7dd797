import type { Metadata } from 'next'
import Link from 'next/link'
import { NameForm, PasswordForm } from '@/components/people/account-forms'
import { LanguageChoice } from '@/components/people/language-choice'
import { RemindersSwitch } from '@/components/people/reminders'
import { SessionList } from '@/components/people/session-list'
import { SignOnAccount } from '@/components/people/sign-on-account'
import { SignOut } from '@/components/people/sign-out'
import { moment } from '@/components/ui/dates'
import { Frame } from '@/components/ui/frame'
import { Section, Titles } from '@/components/ui/section'
import { Note, Prose, Standfirst } from '@/components/ui/text'
import type { Language } from '@/lib/i18n/languages'
import { pageTranslator, plainWords } from '@/lib/i18n/pages'
import { problemOf } from '@/lib/i18n/problem-of'
import { sendsMail } from '@/lib/mail/settings'
import { oidcSettings } from '@/lib/oidc/settings'
import { readHasPassword } from '@/lib/people/change-account'
import { hasIdentity } from '@/lib/people/identities'
import { readReminders } from '@/lib/people/reminders'
import { listSessions } from '@/lib/people/sessions'
import { oneOf } from '@/lib/search-params'
import { pageLanguage } from '@/lib/server/language'
import { sitePageAccess } from '@/lib/server/page'
import {
  connectSignOn,
  disconnectSignOn,
  endOtherSessions,
  endSession,
  saveName,
  savePassword,
  saveReminders,
} from './actions'
import { Reading } from './reading'

export async function generateMetadata(): Promise<Metadata> {
  return { title: pageTranslator(await pageLanguage(), 'account')('title') }
}

export default async function AccountPage({ searchParams }: PageProps<'/account'>) {
  const access = await sitePageAccess('account:manage')
  const { actor } = access
  const elsewhere = oidcSettings()
  const [language, sessions, hasPassword, isConnected, getsReminders, asked] = await Promise.all([
    pageLanguage(),
    listSessions(access),
    readHasPassword(access),
    elsewhere && hasIdentity(actor.id, elsewhere.issuers),
    sendsMail() && actor.email ? readReminders(access) : null,
    searchParams,
  ])
  const t = pageTranslator(language, 'account')
  const [words, frame] = [plainWords(language, 'form'), plainWords(language, 'frame')]
  return (
    <Frame crumbs={[{ label: t('title') }]} person={actor} labels={frame}>
      <Titles>
        <h1>{t('title')}</h1>
        <SignOut label={words.signOut} failed={words.signOutFailed} />
      </Titles>
      <Standfirst>
        {actor.email ?? actor.name}, {t(actor.role)}
      </Standfirst>
      {actor.role === 'ANNOTATOR' && (
        <Section className="max-w-sm" aria-labelledby="languages">
          <h2 id="languages">{frame.language}</h2>
          <div className="grid gap-[1.1rem]">
            <LanguageChoice label={frame.language} language={language} />
            <Note>{t('languageNote')}</Note>
          </div>
        </Section>
      )}
      <Reading t={t} />
      <Section className="max-w-sm" aria-labelledby="name">
        <h2 id="name">{words.name}</h2>
        <NameForm name={actor.name} words={words} save={saveName} />
      </Section>
      {actor.email && hasPassword && (
        <Section className="max-w-sm" aria-labelledby="password">
          <h2 id="password">{words.password}</h2>
          <PasswordForm email={actor.email} words={words} save={savePassword} />
        </Section>
      )}
      {elsewhere && (
        <Section className="max-w-sm" aria-labelledby="sign-on">
          <h2 id="sign-on">{t('signOn')}</h2>
          <SignOnAccount
            about={t(isConnected ? 'signOnConnected' : 'signOnNot', { name: elsewhere.name })}
            state={isConnected ? (hasPassword ? 'connected' : 'only') : 'not'}
            labels={{ connect: t('signOnConnect'), disconnect: t('signOnDisconnect') }}
            problem={problemOf(oneOf(asked, 'problem'), plainWords(language, 'problems'))}
            noAnswer={words.noAnswer}
            {...{ connect: connectSignOn, disconnect: disconnectSignOn }}
          />
        </Section>
      )}
      {getsReminders !== null && (
        <Section className="max-w-sm" aria-labelledby="reminders">
          <h2 id="reminders">{plainWords(language, 'link').remindersTitle}</h2>
          <RemindersSwitch
            areWanted={getsReminders}
            link={plainWords(language, 'link')}
            noAnswer={words.noAnswer}
            save={saveReminders}
          />
        </Section>
      )}
      {actor.role !== 'ANNOTATOR' && hasPassword && (
        <Section className="max-w-sm" aria-labelledby="factor">
          <h2 id="factor">Second factor</h2>
          <Prose>
            A passkey or an app beside your password. <Link href="/account/second-factor">Your second factors</Link>
          </Prose>
        </Section>
      )}
      {actor.role !== 'ANNOTATOR' && (
        <Section className="max-w-sm" aria-labelledby="tokens">
          <h2 id="tokens">Tokens</h2>
          <Prose>
            Scripts and notebooks sign in with a token. <Link href="/account/tokens">Your tokens</Link>
          </Prose>
        </Section>
      )}
      {actor.role !== 'ANNOTATOR' && (
        <Section className="max-w-sm" aria-labelledby="webhooks">
          <h2 id="webhooks">Webhooks</h2>
          <Prose>
            Other programs are told what happens in your studies. <Link href="/account/webhooks">Your webhooks</Link>
          </Prose>
        </Section>
      )}
      <Section className="max-w-xl" aria-labelledby="sessions">
        <h2 id="sessions">{t('sessions')}</h2>
        <SessionList
          sessions={sessions.map((session) => describe(session, t, language))}
          words={{ here: t('here'), end: t('end'), endOthers: t('endOthers'), noAnswer: words.noAnswer }}
          end={endSession}
          endOthers={endOtherSessions}
        />
        <Note className="mt-4">{t('sessionsNote')}</Note>
      </Section>
    </Frame>
  )
}

type Session = Awaited<ReturnType<typeof listSessions>>[number]

/** A session as its holder tells it from others. */
function describe(session: Session, t: ReturnType<typeof pageTranslator<'account'>>, language: Language) {
  const { id, isHere, browser, system, device, createdAt, seenAt } = session
  const named = browser && system ? t('browserOn', { browser, system }) : (browser ?? system ?? t('unknownBrowser'))
  const kinds: Record<string, string> = { mobile: t('onPhone'), tablet: t('onTablet') }
  const kind = kinds[device ?? '']
  const about = t('since', { at: moment(createdAt, language), seen: moment(seenAt, language) })
  return { id, isHere, name: kind ? `${named}, ${kind}` : named, about }
}
