'use client'

import { useRouter } from 'next/navigation'
import { ConfirmButton } from '@/components/ui/confirm-button'
import type { Answer } from '@/lib/server/action'

type Props = { may: boolean; letUpload: (input: { may: boolean }) => Promise<Answer<unknown>> }

/** Lets researchers upload, or no longer, after asking once. */
export function LetUpload({ may, letUpload }: Props) {
  const router = useRouter()
  const change = async () => {
    const answer = await letUpload({ may: !may })
    if (answer.ok) router.refresh()
    return answer
  }
  return (
    <ConfirmButton
      label={may ? 'Only let admins upload…' : 'Let researchers upload…'}
      title={may ? 'Let only admins upload?' : 'Let researchers upload?'}
      confirmLabel={may ? 'Only admins' : 'Researchers, too'}
      onConfirm={change}
    >
      <p>
        {may
          ? 'At their next request researchers upload nothing any more, by script neither. What they uploaded stays theirs.'
          : 'What a researcher uploads is their own: for them, admins, and the teams of studies that use it.'}
      </p>
    </ConfirmButton>
  )
}
