import type { StudyInput } from '@/lib/designs/schema'
import { count } from '@/lib/numbers/count'
import { Facts } from './facts'

/** What order and sides are drawn from, and when outcomes may be seen. */
export function FrozenOrder({ design: { seed, leaseMinutes, reviseLast, looks } }: { design: StudyInput }) {
  return (
    <Facts
      id="order"
      title="Order and stopping"
      facts={[
        ['Seed', String(seed)],
        ['Lease', count(leaseMinutes, 'minute')],
        ['Verdicts that may be changed', reviseLast === 0 ? 'none' : `each annotator’s last ${reviseLast}`],
        [
          'Results may be seen',
          looks === 'CLOSING' ? 'once, when the study is closed' : 'any time, with intervals that allow for it',
        ],
      ]}
    />
  )
}
