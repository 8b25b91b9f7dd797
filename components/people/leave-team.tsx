'use client'

import { ConfirmButton } from '@/components/ui/confirm-button'
import type { Answer } from '@/lib/server/action'

type Props = { studyId: string; leave: (input: { studyId: string }) => Promise<Answer<unknown>> }

/** Leaves the team, after asking once, for the start page. */
export function LeaveTeam({ studyId, leave }: Props) {
  const go = async () => {
    const answer = await leave({ studyId })
    if (answer.ok) window.location.assign('/')
    return answer
  }
  return (
    <div className="mt-4">
      <ConfirmButton label="Leave the team…" title="Leave the team?" confirmLabel="Leave" onConfirm={go}>
        <p>The study is gone for you at once. Its owner can add you again.</p>
      </ConfirmButton>
    </div>
  )
}
