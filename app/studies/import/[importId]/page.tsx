import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Frame } from '@/components/ui/frame'
import { ReviewHead, recordsIn, suggestedName } from '@/components/upload/finished/review-head'
import { StudyOutcome } from '@/components/upload/finished/study-outcome'
import { StudyPanel } from '@/components/upload/finished/study-panel'
import { StudyReview } from '@/components/upload/finished/study-review'
import { Importing } from '@/components/upload/importing'
import { isLive, type JobState } from '@/lib/jobs/state'
import { count } from '@/lib/numbers/count'
import { gate, sitePageAccess } from '@/lib/server/page'
import { readStudyImport } from '@/lib/uploads/judgments/request-judgments'
import { type JudgmentReview, reviewJudgments } from '@/lib/uploads/judgments/review-judgments'
import { expiryOf } from '@/lib/uploads/limits'
import { discardFinished, importFinished } from '../actions'

const DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', timeZone: 'UTC' })

export const metadata: Metadata = { title: 'Finished study' }

export default async function StudyImportPage({ params }: PageProps<'/studies/import/[importId]'>) {
  const { importId } = await params
  const access = await sitePageAccess('imports:manage')
  const [job, review] = await Promise.all([
    readStudyImport(access, importId),
    gate(() => reviewJudgments(access, importId)),
  ])
  if (review.pairs) redirect(`/prompt-sets/pairs/${importId}`)
  const crumbs = [
    { label: 'Studies', href: '/' },
    { label: 'Bring in a finished study', href: '/studies/import' },
    { label: review.files[0]?.name ?? 'Files' },
  ]
  return (
    <Frame crumbs={crumbs} person={access.actor}>
      <h1>Bring in a finished study</h1>
      {isLive(job) ? (
        <Importing what={count(recordsIn(review.files), 'record')} isWaiting={job?.state === 'waiting'} />
      ) : (
        <Found review={review} job={job} />
      )}
    </Frame>
  )
}

type Props = { review: JudgmentReview; job: JobState | null }

function Found({ review, job }: Props) {
  const { id, status, files, totals, focals, groups, counts, createdAt } = review
  return (
    <>
      <ReviewHead review={review} job={job} />
      <StudyReview review={review}>
        {status === 'STAGED' ? (
          <StudyPanel
            {...{ importId: id, focals, groups, counts }}
            suggested={suggestedName(files)}
            records={recordsIn(files)}
            judgments={totals.judgments}
            repeats={totals.repeats}
            waitsUntil={DAY.format(expiryOf(createdAt))}
            act={importFinished}
            discard={discardFinished}
          />
        ) : (
          <StudyOutcome review={review} />
        )}
      </StudyReview>
    </>
  )
}
