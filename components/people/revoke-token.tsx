'use client'

import { ConfirmButton } from '@/components/ui/confirm-button'
import type { Answer } from '@/lib/server/action'

type Props = { tokenId: string; name: string; revoke: (input: { tokenId: string }) => Promise<Answer<unknown>> }

/** Ends a token, after asking once. */
export function RevokeToken({ tokenId, name, revoke }: Props) {
  return (
    <ConfirmButton
      label="Revoke…"
      look="link"
      title={`Revoke “${name}”?`}
      confirmLabel="Revoke the token"
      onConfirm={() => revoke({ tokenId })}
    >
      <p>Whatever uses it is refused from its next request on. This cannot be taken back.</p>
    </ConfirmButton>
  )
}
