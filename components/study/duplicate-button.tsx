'use client'

import { useRouter } from 'next/navigation'
import { ConfirmButton } from '@/components/ui/confirm-button'
import type { Answer } from '@/lib/server/action'

type Props = { studyId: string; duplicate: (input: { studyId: string }) => Promise<Answer<{ studyId: string }>> }

/** Makes a draft of the same design and goes there. */
export function DuplicateButton({ studyId, duplicate }: Props) {
  const router = useRouter()
  return (
    <ConfirmButton
      label="Duplicate…"
      title="Duplicate the study?"
      confirmLabel="Make the copy"
      onConfirm={async () => {
        const answer = await duplicate({ studyId })
        if (answer.ok) router.push(`/studies/${answer.value.studyId}/design`)
        return answer
      }}
    >
      <p>
        You get a new draft with the same design and the same seed, without annotators, links or judgments. The same
        seed gives the same order and sides; draw another one in the copy where they should differ.
      </p>
    </ConfirmButton>
  )
}
