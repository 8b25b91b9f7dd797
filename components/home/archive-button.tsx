'use client'

import { useRouter } from 'next/navigation'
import { ConfirmButton } from '@/components/ui/confirm-button'
import type { Answer } from '@/lib/server/action'

export type Archive = (input: { studyId: string; isArchived: boolean }) => Promise<Answer<unknown>>

type Props = { studyId: string; title: string; isArchived: boolean; archive: Archive }

/** Puts a study away or takes it out again, asked about once. */
export function ArchiveButton({ studyId, title, isArchived, archive }: Props) {
  const router = useRouter()
  const run = async () => {
    const answer = await archive({ studyId, isArchived: !isArchived })
    if (answer.ok) router.refresh()
    return answer
  }
  const words = isArchived
    ? { label: 'Take out…', title: `Take “${title}” out of the archive?`, confirmLabel: 'Take it out' }
    : { label: 'Archive…', title: `Put “${title}” into the archive?`, confirmLabel: 'Archive it' }
  return (
    <ConfirmButton {...words} look="link" onConfirm={run}>
      <p>
        {isArchived
          ? 'It stands in the list of studies again.'
          : 'Nothing of it is deleted. It leaves this list, for all who design it, and stays under “Archived”.'}
      </p>
    </ConfirmButton>
  )
}
