import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Frame } from '@/components/ui/frame'
import { LinkButton } from '@/components/ui/link-button'
import { Standfirst } from '@/components/ui/text'
import { DryPanel } from '@/components/upload/dry-panel'
import { PairsPanel } from '@/components/upload/pairs/pairs-panel'
import { PairsReview } from '@/components/upload/pairs/pairs-review'
import { count } from '@/lib/numbers/count'
import { gate, sitePageAccess } from '@/lib/server/page'
import { type JudgmentReview, reviewJudgments } from '@/lib/uploads/judgments/review-judgments'
import { expiryOf } from '@/lib/uploads/limits'
import { bringPairs, discardPairs } from '../actions'

const DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', timeZone: 'UTC' })

export const metadata: Metadata = { title: 'Pairs' }

export default async function PairsPage({ params }: PageProps<'/prompt-sets/pairs/[importId]'>) {
  const { importId } = await params
  const access = await sitePageAccess('uploads:manage')
  const review = await gate(() => reviewJudgments(access, importId))
  if (!review.pairs) redirect(`/studies/import/${importId}`)
  const { files, status, totals, counts, createdAt } = review
  const [first] = files
  const crumbs = [
    { label: 'Prompt sets', href: '/prompt-sets' },
    { label: 'Bring in pairs', href: '/prompt-sets/pairs' },
    { label: first?.name ?? 'Files' },
  ]
  return (
    <Frame crumbs={crumbs} person={access.actor}>
      <h1>Bring in pairs</h1>
      <Standfirst>
        What was found in {files.length === 1 ? first?.name : count(files.length, 'file')}.{' '}
        {status === 'STAGED' && 'Nothing is written until you import.'}
      </Standfirst>
      <PairsReview review={review}>
        {status === 'STAGED' ? (
          <PairsPanel
            {...{ importId, counts }}
            prompts={totals.prompts}
            suggested={(first?.name ?? '')
              .replace(/\.[a-z0-9]+$/i, '')
              .replaceAll(/[_-]+/g, ' ')
              .slice(0, 120)}
            waitsUntil={DAY.format(expiryOf(createdAt))}
            act={bringPairs}
            discard={discardPairs}
          />
        ) : (
          <Outcome review={review} />
        )}
      </PairsReview>
    </Frame>
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
