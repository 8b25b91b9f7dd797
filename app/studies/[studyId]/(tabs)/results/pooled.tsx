import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import type { Rates } from '@/lib/rates/assemble-rates'
import { GroupTable } from './numbers-table'

/** All groups of people together, beside the panels of each; nothing where one group judged, or one is chosen. */
export function Pooled({ pooled, isChosen }: { pooled: Rates['pooled']; isChosen: boolean }) {
  if (!pooled || isChosen) return null
  return (
    <section className="mt-8" aria-label="All groups of people together">
      <ScrollX label="Numbers for all groups of people together">
        <Table className="min-w-[54rem]">
          <GroupTable open={null} group={pooled.rows[0]?.group ?? ''} rows={pooled.rows} method={pooled.method} />
        </Table>
      </ScrollX>
      <Note>
        The verdicts of the panels above, those of models left out. What several groups said of one prompt is one
        cluster, so the interval is no narrower than the prompts allow.
      </Note>
    </section>
  )
}
