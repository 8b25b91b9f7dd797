import { Prose } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import type { JudgmentReview } from '@/lib/uploads/judgments/review-judgments'
import { FilesFound, Policy, Problems } from '../finished/study-review'
import { PartTitle } from '../part-title'

/** What was found in files of pairs; what is to become of it stands beside it. */
export function PairsReview({ review, children }: { review: JudgmentReview; children: React.ReactNode }) {
  const isStaged = review.status === 'STAGED'
  return (
    <div className="mt-9 grid grid-cols-[minmax(0,1fr)_20rem] items-start gap-x-16 gap-y-12 max-lg:grid-cols-[minmax(0,1fr)]">
      <div className="space-y-11">
        <FilesFound review={review} />
        {isStaged && <Found review={review} />}
        {isStaged && <Policy {...review} />}
        {review.status !== 'DISCARDED' && <Problems {...review} />}
      </div>
      {children}
    </div>
  )
}

const NAMED = 40

function Found({ review: { totals, systems } }: { review: JudgmentReview }) {
  return (
    <section aria-labelledby="found">
      <PartTitle id="found">What was found</PartTitle>
      <Prose>
        {count(totals.prompts, 'prompt')}, with responses of {count(systems.length, 'system')}
        {systems.length > 0 && `: ${systems.slice(0, NAMED).join(', ')}`}
        {systems.length > NAMED && ` and ${systems.length - NAMED} more`}.
      </Prose>
    </section>
  )
}
