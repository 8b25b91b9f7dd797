import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { CodeForm } from '@/components/people/code-form'
import { PasskeyButton } from '@/components/people/passkey-button'
import { Frame } from '@/components/ui/frame'
import { Note, Standfirst } from '@/components/ui/text'
import { sameSitePath } from '@/lib/auth/same-site-path'
import { readPending } from '@/lib/server/second-factor'
import { askPasskey, proveCode, provePasskey } from './actions'

export const metadata: Metadata = { title: 'Second step' }

/** For whose password was right, and who has a second factor: those who run studies, in English as all their pages. */
export default async function SecondStepPage({ searchParams }: PageProps<'/sign-in/factor'>) {
  const next = sameSitePath((await searchParams).next)
  const pending = await readPending()
  if (!pending) redirect(`/sign-in?next=${encodeURIComponent(next)}`)
  return (
    <Frame>
      <div className="grid max-w-sm gap-6">
        <div className="grid gap-3">
          <h1>Second step</h1>
          <Standfirst>Your password is right. Show that it is you.</Standfirst>
        </div>
        {pending.hasPasskey && (
          <PasskeyButton label="Use a passkey" next={next} look="primary" ask={askPasskey} prove={provePasskey} />
        )}
        <CodeForm next={next} hasApp={pending.hasApp} prove={proveCode} />
        <Note>
          Lost all of them? An admin can take your second factors away.{' '}
          <Link href="/sign-in">Sign in as somebody else</Link>
        </Note>
      </div>
    </Frame>
  )
}
