import { moment } from '@/components/ui/dates'
import { Notice } from '@/components/ui/notice'
import { Standfirst } from '@/components/ui/text'
import type { JobState } from '@/lib/jobs/state'
import { count } from '@/lib/numbers/count'
import type { JudgmentReview } from '@/lib/uploads/judgments/review-judgments'

/** Which files these are, and how an import of them ended that was not done. */
export function ReviewHead({ review: { status, files }, job }: { review: JudgmentReview; job: JobState | null }) {
  const isStaged = status === 'STAGED'
  return (
    <>
      <Standfirst>
        What was found in {files.length === 1 ? files[0]?.name : count(files.length, 'file')}.{' '}
        {isStaged && 'Nothing is written until you import.'}
      </Standfirst>
      {isStaged && job?.state === 'failed' && (
        <Notice kind="critical" className="mt-5">
          The import of {moment(job.at)} ended before its end: {job.problem.message} Nothing of it was written.
        </Notice>
      )}
    </>
  )
}

/** How many records files hold. */
export function recordsIn(files: JudgmentReview['files']): number {
  return files.reduce((sum, { records }) => sum + records, 0)
}

/** The name of the first file without its ending, for what becomes of them. */
export function suggestedName([first]: JudgmentReview['files']): string {
  return (first?.name ?? '')
    .replace(/\.[a-z0-9]+$/i, '')
    .replaceAll(/[_-]+/g, ' ')
    .slice(0, 120)
}
