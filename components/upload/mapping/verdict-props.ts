import type { LookedAt } from '@/lib/uploads/mapping/look'
import type { Question } from '@/lib/uploads/mapping/schema'

/** What is said of a question's verdict; each part changes it and takes back that it was a proposal. */
export type VerdictProps = {
  places: readonly LookedAt[]
  question: Question
  meanings: { value: string; label: string }[]
  proposed: ReadonlySet<string>
  change: (question: Question, ...looked: string[]) => void
}
