'use client'

import { ConfirmButton } from '@/components/ui/confirm-button'
import type { Answer } from '@/lib/server/action'

type Props = {
  studyId: string
  recruitmentId: string
  isClosed: boolean
  close: (input: { studyId: string; recruitmentId: string; isClosed: boolean }) => Promise<Answer<void>>
}

/** Stops a recruitment's link for new people, or lets it take some again. */
export function CloseRecruitment({ isClosed, close, ...key }: Props) {
  return (
    <ConfirmButton
      label={isClosed ? 'Open again…' : 'Close…'}
      title={isClosed ? 'Open the recruitment again?' : 'Close the recruitment?'}
      confirmLabel={isClosed ? 'Open again' : 'Close'}
      onConfirm={() => close({ ...key, isClosed: !isClosed })}
    >
      <p>
        {isClosed
          ? 'Its link takes new people again, as far as there is room.'
          : 'Whoever comes new is told that the study is full. Who has begun goes on, and keeps their code. Pause it at the platform, too.'}
      </p>
    </ConfirmButton>
  )
}
