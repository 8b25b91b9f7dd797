'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'
import { CopyField } from './copy-field'

type Role = 'ADMIN' | 'RESEARCHER' | 'ANNOTATOR'
type Person = {
  id: string
  name: string
  role: Role
  isDisabled: boolean
  hasEmail: boolean
  isRoleGiven: boolean
  hasFactor: boolean
}
type SetStanding = (input: { personId: string; role?: Role; disabled?: boolean }) => Promise<Answer<unknown>>
type NewPassword = (input: { personId: string }) => Promise<Answer<{ password: string }>>
type Props = {
  person: Person
  roles: Record<Role, string>
  setStanding: SetStanding
  newPassword: NewPassword
  resetFactors: (input: { personId: string }) => Promise<Answer<unknown>>
}

/** What an admin may do about a person: their role, a new password, letting them in at all. */
export function PersonForms({ person, roles, setStanding, newPassword, resetFactors }: Props) {
  return (
    <Section as="div" className="grid max-w-5xl gap-x-12 gap-y-10 md:grid-cols-3">
      {person.isRoleGiven ? <GivenRole role={roles[person.role]} /> : <RoleForm {...{ person, roles, setStanding }} />}
      {person.hasEmail && <PasswordReset person={person} newPassword={newPassword} />}
      <AccessSwitch person={person} setStanding={setStanding} />
      {person.hasFactor && <FactorReset person={person} resetFactors={resetFactors} />}
    </Section>
  )
}

function GivenRole({ role }: { role: string }) {
  return (
    <section aria-labelledby="role">
      <h2 id="role">Role</h2>
      <p>{role}, by single sign-on: their groups there give it, at each sign-in.</p>
    </section>
  )
}

function RoleForm({ person, roles, setStanding }: Pick<Props, 'person' | 'roles' | 'setStanding'>) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  const [isSaved, setSaved] = useState(false)
  const save = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const role = new FormData(event.currentTarget).get('role') as Role
    setSaved(false)
    submit(
      () => setStanding({ personId: person.id, role }),
      () => {
        setSaved(true)
        router.refresh()
      },
    )
  }
  return (
    <section aria-labelledby="role">
      <h2 id="role">Role</h2>
      <form className="grid gap-[1.1rem]" method="post" onSubmit={save}>
        <FormTrouble trouble={trouble} />
        <fieldset className="m-0 grid border-0 p-0">
          <legend className="sr-only">Role</legend>
          {(['ADMIN', 'RESEARCHER', 'ANNOTATOR'] as const).map((role) => (
            <label key={role} className="inline-flex min-h-(--target) items-center gap-2">
              <input type="radio" name="role" value={role} defaultChecked={role === person.role} />
              {roles[role]}
            </label>
          ))}
        </fieldset>
        <div className="flex flex-wrap items-center gap-[0.6rem]">
          <Button type="submit" isPending={isPending}>
            Save role
          </Button>
          {isSaved && <Notice kind="ok">Saved.</Notice>}
        </div>
      </form>
    </section>
  )
}

function PasswordReset({ person, newPassword }: { person: Person; newPassword: NewPassword }) {
  const [password, setPassword] = useState<string | null>(null)
  const reset = async () => {
    const answer = await newPassword({ personId: person.id })
    if (answer.ok) setPassword(answer.value.password)
    return answer
  }
  return (
    <section aria-labelledby="password">
      <h2 id="password">Password</h2>
      <p className="mb-4">Somebody who forgot theirs gets a new one from you.</p>
      {password ? (
        <CopyField
          label="New password"
          value={password}
          note="Pass it on. It is shown only now, and serves for three days to choose another."
        />
      ) : (
        <ConfirmButton
          label="New password…"
          title={`A new password for ${person.name}?`}
          confirmLabel="Make a new password"
          onConfirm={reset}
        >
          <p>
            The present one stops working, and they are signed out everywhere. With the new one they choose one of their
            own, within three days.
          </p>
        </ConfirmButton>
      )}
    </section>
  )
}

function FactorReset({ person, resetFactors }: Pick<Props, 'person' | 'resetFactors'>) {
  const router = useRouter()
  const take = async () => {
    const answer = await resetFactors({ personId: person.id })
    if (answer.ok) router.refresh()
    return answer
  }
  return (
    <section aria-labelledby="factor">
      <h2 id="factor">Second factor</h2>
      <p className="mb-4">Somebody who lost theirs, and all recovery codes, needs you.</p>
      <ConfirmButton
        label="Take away…"
        title={`Take away the second factors of ${person.name}?`}
        confirmLabel="Take them away"
        onConfirm={take}
      >
        <p>Be sure that it is them who ask. They are signed out, and their password alone signs in again.</p>
      </ConfirmButton>
    </section>
  )
}

function AccessSwitch({ person, setStanding }: { person: Person; setStanding: SetStanding }) {
  const router = useRouter()
  const change = async () => {
    const answer = await setStanding({ personId: person.id, disabled: !person.isDisabled })
    if (answer.ok) router.refresh()
    return answer
  }
  return (
    <section aria-labelledby="access">
      <h2 id="access">Access</h2>
      <p className="mb-4">{person.isDisabled ? 'This account cannot sign in.' : 'This account can sign in.'}</p>
      {person.isDisabled ? (
        <ConfirmButton
          label="Enable…"
          title={`Enable ${person.name}?`}
          confirmLabel="Enable the account"
          onConfirm={change}
        >
          <p>They can sign in again, with the password they had.</p>
        </ConfirmButton>
      ) : (
        <ConfirmButton
          label="Disable…"
          title={`Disable ${person.name}?`}
          confirmLabel="Disable the account"
          onConfirm={change}
        >
          <p>They are signed out at once and cannot sign in. What they judged or made is kept.</p>
        </ConfirmButton>
      )}
    </section>
  )
}
