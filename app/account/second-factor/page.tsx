import type { Metadata } from 'next'
import { FactorPanel } from '@/components/people/factor-panel'
import { ProveAgain } from '@/components/people/prove-again'
import { SignOut } from '@/components/people/sign-out'
import { day } from '@/components/ui/dates'
import { Frame } from '@/components/ui/frame'
import { Notice } from '@/components/ui/notice'
import { Section, Titles } from '@/components/ui/section'
import { Prose, Standfirst } from '@/components/ui/text'
import { isFactorRequired } from '@/lib/auth/actor'
import { readFactors } from '@/lib/factors/manage'
import { sitePageAccess } from '@/lib/server/page'
import { sessionHere } from '@/lib/server/second-factor'
import { beginApp, beginPasskey, finishApp, finishPasskey, newCodes, prove, remove } from './actions'

export const metadata: Metadata = { title: 'Second factor' }

/** Open to whoever lacks a second factor and has to have one, too. */
export default async function SecondFactorPage() {
  const access = await sitePageAccess('factor:manage')
  const { actor } = access
  const { hasPassword, appSince, passkeys, codesLeft, isProven } = await readFactors(access, await sessionHere())
  const hasAny = appSince !== null || passkeys.length > 0
  return (
    <Frame crumbs={[{ label: 'Your account', href: '/account' }, { label: 'Second factor' }]} person={actor}>
      <Titles>
        <h1>Second factor</h1>
        <SignOut label="Sign out" failed="You are still signed in: the session could not be ended. Try again." />
      </Titles>
      <Standfirst>Beside your password: something you have, so that a password alone lets nobody in.</Standfirst>
      {!hasAny && isFactorRequired(actor.role) && hasPassword && (
        <Notice kind="caution" className="mt-6">
          Everybody in your role has to have one here. Add one to go on.
        </Notice>
      )}
      <Section as="div" className="max-w-2xl">
        {!hasPassword && <Prose>You sign in by single sign-on, and your provider asks for what it wants to see.</Prose>}
        {hasPassword && !isProven && <ProveAgain email={actor.email ?? ''} prove={prove} />}
        {hasPassword && isProven && (
          <FactorPanel
            app={appSince && day(appSince)}
            passkeys={passkeys.map(({ id, name, createdAt, usedAt }) => ({
              ...{ id, name },
              about: `Added ${day(createdAt)}${usedAt ? `, last used ${day(usedAt)}` : ''}.`,
            }))}
            codesLeft={codesLeft}
            acts={{ beginApp, finishApp, beginPasskey, finishPasskey, remove, newCodes }}
          />
        )}
      </Section>
    </Frame>
  )
}
