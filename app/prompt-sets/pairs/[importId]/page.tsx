import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Frame } from '@/components/ui/frame'
import { LinkButton } from '@/components/ui/link-button'
import { DryPanel } from '@/components/upload/dry-panel'
import { ReviewHead, recordsIn, suggestedName } from '@/components/upload/finished/review-head'
import { Importing } from '@/components/upload/importing'
import { PairsPanel } from '@/components/upload/pairs/pairs-panel'
import { PairsReview } from '@/components/upload/pairs/pairs-review'
import { isLive, type JobState } from '@/lib/jobs/state'
import { count } from '@/lib/numbers/count'
import { gate, sitePageAccess } from '@/lib/server/page'
import { readPairsImport } from '@/lib/uploads/judgments/request-judgments'
import { type JudgmentReview, reviewJudgments } from '@/lib/uploads/judgments/review-judgments'
import { expiryOf } from '@/lib/uploads/limits'
import { bringPairs, discardPairs } from '../actions'

const DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', timeZone: 'UTC' })

export const metadata: Metadata = { title: 'Pairs' }

export default async function PairsPage({ params }: PageProps<'/prompt-sets/pairs/[importId]'>) {
  const { importId } = await params
  const access = await sitePageAccess('imports:manage')
  const [job, review] = await Promise.all([
    readPairsImport(access, importId),
    gate(() => reviewJudgments(access, importId)),
  ])
  if (!review.pairs) redirect(`/studies/import/${importId}`)
  const crumbs = [
    { label: 'Prompt sets', href: '/prompt-sets' },
    { label: 'Bring in pairs', href: '/prompt-sets/pairs' },
    { label: review.files[0]?.name ?? 'Files' },
  ]
  return (
    <Frame crumbs={crumbs} person={access.actor}>
      <h1>Bring in pairs</h1>
      {isLive(job) ? (
        <Importing what={count(recordsIn(review.files), 'record')} isWaiting={job?.state === 'waiting'} />
      ) : (
        <Found review={review} job={job} />
      )}
    </Frame>
  )
}

function Found({ review, job }: { review: JudgmentReview; job: JobState | null }) {
  const { id, status, files, totals, counts, createdAt } = review
  return (
    <>
      <ReviewHead review={review} job={job} />
      <PairsReview review={review}>
        {status === 'STAGED' ? (
          <PairsPanel
            {...{ importId: id, counts }}
            prompts={totals.prompts}
            suggested={suggestedName(files)}
            waitsUntil={DAY.format(expiryOf(createdAt))}
            act={bringPairs}
            discard={discardPairs}
          />
        ) : (
          <Outcome review={review} />
        )}
      </PairsReview>
    </>
  )
}

function Outcome({ review: { status, promptSetId } }: { review: JudgmentReview }) {
  const isImported = status === 'IMPORTED' && promptSetId !== null
  return (
    <DryPanel aria-labelledby="outcome">
      <h2 id="outcome">{isImported ? 'Imported' : 'Discarded'}</h2>
      <LinkButton look="last" href={isImported ? `/prompt-sets/${promptSetId}` : '/prompt-sets/pairs'}>
        {isImported ? 'Go to the prompt set' : 'Bring in other files'}
      </LinkButton>
    </DryPanel>
  )
}
