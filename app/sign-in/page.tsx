import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '@/components/people/sign-in-form'
import { Frame } from '@/components/ui/frame'
import { getActor } from '@/lib/auth/actor'
import { sameSitePath } from '@/lib/auth/same-site-path'
import { AppError } from '@/lib/errors'

export const metadata: Metadata = { title: 'Sign in' }

const REFUSALS = {
  sign_in_failed: new AppError('sign_in_failed').message,
  too_many_attempts: new AppError('too_many_attempts').message,
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const next = sameSitePath((await searchParams).next)
  if (await getActor()) redirect(next)
  return (
    <Frame>
      <div className="grid max-w-sm gap-6">
        <div className="grid gap-3">
          <h1>Sign in</h1>
          <p className="standfirst">
            {next.startsWith('/annotate')
              ? 'Sign in to go on judging. Your verdicts are kept on this device.'
              : 'Blind, pairwise comparisons of language models, judged by people.'}
          </p>
        </div>
        <SignInForm next={next} refusals={REFUSALS} />
        <p className="note">
          Accounts are made by invitation. If you forgot your password, ask whoever invited you for a new one.
        </p>
      </div>
    </Frame>
  )
}
