import type { Metadata } from 'next'
import Link from 'next/link'
import { JoinButton } from '@/components/people/join-button'
import { JoinForm } from '@/components/people/join-form'
import { SignOut } from '@/components/people/sign-out'
import { Frame } from '@/components/ui/frame'
import { LinkButton } from '@/components/ui/link-button'
import { getActor } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { findInvite } from '@/lib/people/find-invite'
import { accept, join } from './actions'

export const metadata: Metadata = { title: 'Join', robots: { index: false } }

const WITH_ARTICLE = { ADMIN: 'an admin', RESEARCHER: 'a researcher', ANNOTATOR: 'an annotator' } as const

export default async function JoinPage({ params }: PageProps<'/join/[token]'>) {
  const { token } = await params
  const [invite, actor] = await Promise.all([findInvite(token).catch(asInvalid), getActor()])
  if (invite instanceof AppError)
    return (
      <Frame person={actor ?? undefined}>
        <h1>No invitation here</h1>
        <p className="standfirst">{invite.message}</p>
        <p className="section-tight">
          <LinkButton href="/">{actor ? 'Go to your start page' : 'Sign in'}</LinkButton>
        </p>
      </Frame>
    )
  return (
    <Frame person={actor ?? undefined}>
      <div className="grid max-w-md gap-6">
        <div className="grid gap-3">
          <h1>{invite.studyTitle ?? 'Join Evenhand'}</h1>
          <p className="standfirst">
            {invite.studyTitle
              ? 'You are invited to judge in this study. With an account you can stop at any time and go on where you were.'
              : `You are invited to this site as ${WITH_ARTICLE[invite.role]}.`}
          </p>
        </div>
        {actor ? (
          <>
            <p>
              You are signed in as <strong>{actor.name}</strong>, {actor.email}.
            </p>
            <div className="row">
              <JoinButton token={token} join={join} />
              <SignOut label="Not you? Sign out" next={`/join/${token}`} />
            </div>
          </>
        ) : (
          <>
            <JoinForm token={token} accept={accept} />
            <p className="note">
              Have an account already?{' '}
              <Link href={`/sign-in?next=${encodeURIComponent(`/join/${token}`)}`}>Sign in</Link> and you come back
              here.
            </p>
          </>
        )}
      </div>
    </Frame>
  )
}

/** A link that does not work is a page of its own; anything else is not expected here. */
function asInvalid(error: unknown): AppError {
  if (error instanceof AppError && error.code === 'invite_invalid') return error
  throw error
}
