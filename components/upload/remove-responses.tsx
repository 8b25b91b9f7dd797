'use client'

import { useRouter } from 'next/navigation'
import { ConfirmButton } from '@/components/ui/confirm-button'
import type { Answer } from '@/lib/server/action'

type Props = {
  setId: string
  systemId: string
  system: string
  remove: (input: { setId: string; systemId: string }) => Promise<Answer<unknown>>
}

/** Takes a system's responses out of a set, so that others can come in their place; not while a study has them. */
export function RemoveResponses({ setId, systemId, system, remove }: Props) {
  const router = useRouter()
  const confirm = async () => {
    const answer = await remove({ setId, systemId })
    if (answer.ok) router.refresh()
    return answer
  }
  return (
    <ConfirmButton
      label="Remove"
      look="link"
      title={`Remove what ${system} answered?`}
      confirmLabel="Remove the responses"
      onConfirm={confirm}
    >
      <p>
        All its responses to the prompts of this set go. To replace them, remove them and upload the others. As long as
        a study has the system among its own, also as a draft, nothing is removed.
      </p>
    </ConfirmButton>
  )
}
