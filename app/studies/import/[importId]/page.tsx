import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { moment } from '@/components/ui/dates'
import { Frame } from '@/components/ui/frame'
import { Notice } from '@/components/ui/notice'
import { Standfirst } from '@/components/ui/text'
import { StudyOutcome } from '@/components/upload/finished/study-outcome'
import { StudyPanel } from '@/components/upload/finished/study-panel'
import { StudyReview } from '@/components/upload/finished/study-review'
import { Importing } from '@/components/upload/importing'
import { isLive, type JobState } from '@/lib/jobs/state'
import { count } from '@/lib/numbers/count'
import { gate, sitePageAccess } from '@/lib/server/page'
import { readStudyImport } from '@/lib/uploads/judgments/request-study-import'
import { type JudgmentReview, reviewJudgments } from '@/lib/uploads/judgments/review-judgments'
import { expiryOf } from '@/lib/uploads/limits'
import { discardFinished, importFinished } from '../actions'

const DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', timeZone: 'UTC' })

export const metadata: Metadata = { title: 'Finished study' }

export default async function StudyImportPage({ params }: PageProps<'/studies/import/[importId]'>) {
  const { importId } = await params
  const access = await sitePageAccess('uploads:manage')
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
      {isLive(job) ? <UnderWay review={review} job={job} /> : <Found review={review} job={job} />}
    </Frame>
  )
}

type Props = { review: JudgmentReview; job: JobState | null }

function UnderWay({ review: { files }, job }: Props) {
  const records = files.reduce((sum, file) => sum + file.records, 0)
  return <Importing what={count(records, 'record')} isWaiting={job?.state === 'waiting'} />
}

function Found({ review, job }: Props) {
  const { id, status, files, totals, focals, groups, counts, createdAt } = review
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
      <StudyReview review={review}>
        {isStaged ? (
          <StudyPanel
            {...{ importId: id, focals, groups, counts }}
            suggested={titleOf(files[0]?.name ?? '')}
            records={files.reduce((sum, file) => sum + file.records, 0)}
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

/** A file's name without its ending, as a first title. */
function titleOf(file: string): string {
  return file
    .replace(/\.[a-z0-9]+$/i, '')
    .replaceAll(/[_-]+/g, ' ')
    .slice(0, 120)
}
