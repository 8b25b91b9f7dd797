'use client'

import { useRouter } from 'next/navigation'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { type ManageActs, ManageThing } from '@/components/ui/manage-thing'
import { RowActions } from '@/components/ui/table'
import type { RehearsalRow } from '@/lib/rehearsals/queries'
import type { Answer } from '@/lib/server/action'

type Act = (input: { studyId: string }) => Promise<Answer<unknown>>
export type RehearsalActs = { goOn: Act; stop: Act; manage: ManageActs<{ studyId: string }> }

type Props = { rehearsal: Pick<RehearsalRow, 'id' | 'title' | 'state'>; acts: RehearsalActs }

/** Stops a rehearsal under way, lets one go on that was broken off, or manages it; each is asked about once. */
export function RehearsalButtons({ rehearsal: { id, title, state }, acts }: Props) {
  const router = useRouter()
  const run = async (act: Act) => {
    const answer = await act({ studyId: id })
    if (answer.ok) router.refresh()
    return answer
  }
  return (
    <RowActions>
      {state === 'broken' && (
        <ConfirmButton
          label="Continue…"
          look="link"
          title="Continue the rehearsal?"
          confirmLabel="Continue"
          onConfirm={() => run(acts.goOn)}
        >
          <p>It goes on where it stopped, with the same simulated annotators.</p>
        </ConfirmButton>
      )}
      {state === 'judging' && (
        <ConfirmButton
          label="Stop…"
          look="link"
          title="Stop the rehearsal?"
          confirmLabel="Stop"
          onConfirm={() => run(acts.stop)}
        >
          <p>It stops where it is. What was judged is kept, and you can continue it later.</p>
        </ConfirmButton>
      )}
      <ManageThing thing={{ studyId: id }} name={title} kind="rehearsal" acts={acts.manage} look="link" />
    </RowActions>
  )
}
