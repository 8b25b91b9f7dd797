'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { CopyField } from '@/components/people/copy-field'
import { ConfirmButton } from '@/components/ui/confirm-button'
import type { Answer } from '@/lib/server/action'
import { SECRET_NOTE } from './words'

type Key = { webhookId: string }
type Props = {
  webhookId: string
  renew: (input: Key) => Promise<Answer<{ secret: string }>>
  remove: (input: Key) => Promise<Answer<unknown>>
}

/** What is done to a webhook after asking once: another secret, and its end. */
export function WebhookActs({ webhookId, renew, remove }: Props) {
  const router = useRouter()
  const [secret, setSecret] = useState<string | null>(null)
  const renewed = async () => {
    const answer = await renew({ webhookId })
    if (answer.ok) setSecret(answer.value.secret)
    return answer
  }
  const removed = async () => {
    const answer = await remove({ webhookId })
    if (answer.ok) router.push('/account/webhooks')
    return answer
  }
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <ConfirmButton
          label="New secret…"
          title="Make a new secret?"
          confirmLabel="Make a new secret"
          onConfirm={renewed}
        >
          <p>For a day messages are signed with both, so that the receiver can change over.</p>
        </ConfirmButton>
        <ConfirmButton
          label="Delete…"
          title="Delete the webhook?"
          confirmLabel="Delete the webhook"
          onConfirm={removed}
        >
          <p>Nothing more is sent, also of what waits. The list of its messages goes with it.</p>
        </ConfirmButton>
      </div>
      {secret && <CopyField label="Secret" value={secret} note={SECRET_NOTE} />}
    </div>
  )
}
