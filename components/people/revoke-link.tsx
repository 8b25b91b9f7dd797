'use client'

import { ConfirmButton } from '@/components/ui/confirm-button'
import type { Answer } from '@/lib/server/action'

type Input = { inviteId: string; studyId: string }
type Props = Input & { revoke: (input: Input) => Promise<Answer<unknown>> }

/** Stops an invite link, after asking once. */
export function RevokeLink({ inviteId, studyId, revoke }: Props) {
  return (
    <ConfirmButton
      label="Revoke…"
      look="link"
      title="Revoke this link?"
      confirmLabel="Revoke the link"
      onConfirm={() => revoke({ inviteId, studyId })}
    >
      <p>Nobody can join with it any more. Whoever has joined stays.</p>
    </ConfirmButton>
  )
}
