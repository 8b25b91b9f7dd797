'use client'

import { ConfirmButton } from '@/components/ui/confirm-button'
import { Notice } from '@/components/ui/notice'
import type { Answer } from '@/lib/server/action'
import { TEAM_ROLES, type TeamChange } from '@/lib/team/schema'
import { useSubmit } from '../ui/use-submit'

type Key = { studyId: string; userId: string }
type Person = Key & { name: string }
type Change = (input: Key & TeamChange) => Promise<Answer<unknown>>

/** What somebody in the team is, changed at once. */
export function TeamRoleChoice({
  studyId,
  userId,
  name,
  role,
  change,
}: Person & { role: 'EDITOR' | 'VIEWER'; change: Change }) {
  const { submit, trouble, isPending } = useSubmit()
  const choose = (event: React.ChangeEvent<HTMLSelectElement>) => {
    const chosen = event.currentTarget.value as 'EDITOR' | 'VIEWER'
    submit(
      () => change({ studyId, userId, role: chosen }),
      () => {},
    )
  }
  return (
    <>
      <select aria-label={`Role of ${name}`} defaultValue={role} disabled={isPending} onChange={choose}>
        <option value="EDITOR">{TEAM_ROLES.EDITOR.name}</option>
        <option value="VIEWER">{TEAM_ROLES.VIEWER.name}</option>
      </select>
      {trouble && <Notice kind="critical">{trouble.message}</Notice>}
    </>
  )
}

/** Makes somebody else the owner, after asking once. */
export function HandOver({ studyId, userId, name, change }: Person & { change: Change }) {
  return (
    <ConfirmButton
      label="Hand over…"
      look="link"
      title={`Hand the study over to ${name}?`}
      confirmLabel="Hand over"
      onConfirm={() => change({ studyId, userId, role: 'OWNER' })}
    >
      <p>{name} decides who is in the team from then on. Whoever owns it now stays in it, as an editor.</p>
    </ConfirmButton>
  )
}

type RemoveProps = Person & { remove: (input: Key) => Promise<Answer<unknown>> }

/** Takes somebody out of the team, after asking once. */
export function RemoveFromTeam({ studyId, userId, name, remove }: RemoveProps) {
  return (
    <ConfirmButton
      label="Remove…"
      look="link"
      title={`Take ${name} out of the team?`}
      confirmLabel="Remove from the team"
      onConfirm={() => remove({ studyId, userId })}
    >
      <p>
        The study is gone for them at once, with their tokens, webhooks and links to it. What they did stays on record.
      </p>
    </ConfirmButton>
  )
}
