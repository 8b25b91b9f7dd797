import type { Metadata } from 'next'
import { NameForm, PasswordForm } from '@/components/people/account-forms'
import { SignOut } from '@/components/people/sign-out'
import { Frame } from '@/components/ui/frame'
import { ROLE_NAMES } from '@/lib/people/schema'
import { sitePageAccess } from '@/lib/server/page'
import { saveName, savePassword } from './actions'

export const metadata: Metadata = { title: 'Your account' }

export default async function AccountPage() {
  const { actor } = await sitePageAccess('account:manage')
  return (
    <Frame crumbs={[{ label: 'Your account' }]} person={actor}>
      <div className="titles">
        <h1>Your account</h1>
        <SignOut />
      </div>
      <p className="standfirst">
        {actor.email}, {ROLE_NAMES[actor.role].toLowerCase()}
      </p>
      <section className="section max-w-sm" aria-labelledby="name">
        <h2 id="name">Name</h2>
        <NameForm name={actor.name} save={saveName} />
      </section>
      <section className="section max-w-sm" aria-labelledby="password">
        <h2 id="password">Password</h2>
        <PasswordForm email={actor.email} save={savePassword} />
      </section>
    </Frame>
  )
}
