'use client'

import { useRouter } from 'next/navigation'
import { ConfirmButton } from '@/components/ui/confirm-button'
import type { Answer } from '@/lib/server/action'
import type { JobRow } from '@/lib/worker/list-jobs'

type Act = (input: { jobId: string }) => Promise<Answer<unknown>>
export type JobActs = { retry: Act; cancel: Act }

type Props = { job: Pick<JobRow, 'id' | 'title' | 'state'>; acts: JobActs }

/** Cancels a job that is not over, or begins one again that came to nothing; each is asked about once. */
export function JobButtons({ job: { id, title, state }, acts }: Props) {
  const router = useRouter()
  const run = async (act: Act) => {
    const answer = await act({ jobId: id })
    if (answer.ok) router.refresh()
    return answer
  }
  if (state === 'finished') return null
  if (state === 'waiting' || state === 'running')
    return (
      <ConfirmButton
        {...{ label: 'Cancel…', look: 'link', title: 'Cancel the job?', confirmLabel: 'Cancel the job' }}
        onConfirm={() => run(acts.cancel)}
      >
        <p>{title}: nothing is left half done, and it can be begun again.</p>
      </ConfirmButton>
    )
  return (
    <ConfirmButton
      {...{ label: 'Try again…', look: 'link', title: 'Begin the job again?', confirmLabel: 'Try again' }}
      onConfirm={() => run(acts.retry)}
    >
      <p>{title}: what was done already is not done twice.</p>
    </ConfirmButton>
  )
}
