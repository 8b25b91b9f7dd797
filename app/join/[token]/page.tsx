import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { ConsentFirst } from '@/components/people/consent-first'
import { JoinButton } from '@/components/people/join-button'
import { JoinForm } from '@/components/people/join-form'
import { LanguageChoice } from '@/components/people/language-choice'
import { SignOnButton } from '@/components/people/sign-on-button'
import { SignOut } from '@/components/people/sign-out'
import { Frame } from '@/components/ui/frame'
import { LinkButton } from '@/components/ui/link-button'
import { Note, Standfirst } from '@/components/ui/text'
import { type Actor, getActor } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { pageTranslator, plainWords } from '@/lib/i18n/pages'
import { renderText } from '@/lib/judgments/render-pair'
import { oidcSettings } from '@/lib/oidc/settings'
import { consentStamp } from '@/lib/people/consent'
import { findInvite, type Invite } from '@/lib/people/find-invite'
import { findServedInvite } from '@/lib/people/personal-invites'
import { pageLanguage } from '@/lib/server/language'
import { signOn } from '../../sign-in/actions'
import { accept, join } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: pageTranslator(await pageLanguage(), 'join')('title'), robots: { index: false } }
}

export default async function JoinPage({ params }: PageProps<'/join/[token]'>) {
  const { token } = await params
  const [invite, actor, language] = await Promise.all([findInvite(token).catch(asInvalid), getActor(), pageLanguage()])
  const t = pageTranslator(language, 'join')
  const served = invite instanceof AppError ? await findServedInvite(token) : null
  if (served && served.usedById === actor?.id) redirect(`/annotate/${served.studyId}`)
  const [form, frame] = [plainWords(language, 'form'), plainWords(language, 'frame')]
  const key = { token, agreesTo: invite instanceof AppError ? null : consentStamp(invite.consent) }
  const other = oidcSettings()?.name
  const choice = <LanguageChoice label={frame.language} language={language} />
  return (
    <Frame person={actor ?? undefined} labels={frame} language={choice}>
      {invite instanceof AppError ? (
        <>
          <h1>{t(served ? 'servedTitle' : 'noneTitle')}</h1>
          <Standfirst>{served ? t('served') : plainWords(language, 'problems').invite_invalid}</Standfirst>
          <p className="mt-5">
            <LinkButton
              href={served && !actor ? `/sign-in?next=${encodeURIComponent(`/annotate/${served.studyId}`)}` : '/'}
            >
              {actor ? t('home') : form.signIn}
            </LinkButton>
          </p>
        </>
      ) : (
        <div className="grid max-w-xl gap-6">
          <div className="grid gap-3">
            <h1 dir="auto">{invite.studyTitle ?? t('site')}</h1>
            <Standfirst>{invite.studyTitle ? t('toStudy') : t('toSite', { role: invite.role })}</Standfirst>
          </div>
          <ConsentFirst html={invite.consent && renderText(invite.consent)} words={form}>
            {actor ? (
              <AsSignedIn {...{ ...key, actor, t, form }} />
            ) : (
              <AsSomebodyNew {...{ ...key, t, form }} person={personOf(invite)} other={other} />
            )}
          </ConsentFirst>
        </div>
      )}
    </Frame>
  )
}

type Words = { t: ReturnType<typeof pageTranslator<'join'>>; form: ReturnType<typeof plainWords<'form'>> }

type Key = { token: string; agreesTo: string | null }

function AsSignedIn({ token, agreesTo, actor, t, form }: Words & Key & { actor: Actor }) {
  return (
    <>
      <p>
        {actor.email ? t('signedIn', { name: actor.name, email: actor.email }) : t('signedInAs', { name: actor.name })}
      </p>
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <JoinButton token={token} agreesTo={agreesTo} words={form} join={join} />
        <SignOut label={t('notYou')} failed={form.signOutFailed} next={`/join/${token}`} />
      </div>
    </>
  )
}

type New = Words & Key & { person: { name: string; email: string }; other: string | undefined }

function AsSomebodyNew({ token, agreesTo, person, other, t, form }: New) {
  const next = `/join/${token}`
  return (
    <>
      {other && (
        <>
          <SignOnButton label={t('with', { name: other })} {...{ next, noAnswer: form.noAnswer, begin: signOn }} />
          <Note>{t('or')}</Note>
        </>
      )}
      <JoinForm {...{ token, agreesTo, person, accept }} words={form} />
      <Note>
        {t('haveOne')}
        <Link href={`/sign-in?next=${encodeURIComponent(next)}`}>{form.signIn}</Link>
        {t('comeBack')}
      </Note>
    </>
  )
}

/** What is known of whom a link is for: what they type is what counts. */
function personOf({ personName, personEmail }: Pick<Invite, 'personName' | 'personEmail'>) {
  return { name: personName === personEmail ? '' : (personName ?? ''), email: personEmail ?? '' }
}

/** A link that does not work is a page of its own; anything else is not expected here. */
function asInvalid(error: unknown): AppError {
  if (error instanceof AppError && error.code === 'invite_invalid') return error
  throw error
}
