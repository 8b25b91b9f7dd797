import type { StudyInput } from '@/lib/designs/schema'
import { Facts } from './facts'

/** What the desk asks before it takes a verdict, and what it covers. */
export function FrozenDesk({ design: { minSeconds, readToEnd, warnedCategories } }: { design: StudyInput }) {
  return (
    <Facts
      id="desk"
      title="Desk"
      facts={[
        ['Asks once about a verdict given within', minSeconds === 0 ? 'never' : `${minSeconds} s`],
        ['Asks once when an answer was not read to its end', readToEnd ? 'yes' : 'no'],
        ['Categories covered until asked for', warnedCategories.join(', ') || 'none'],
      ]}
    />
  )
}
