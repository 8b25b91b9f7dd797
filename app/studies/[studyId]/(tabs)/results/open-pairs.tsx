import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { itemsHref } from '@/lib/explorer/item-query'
import { count } from '@/lib/numbers/count'
import { wholeNumber } from '@/lib/numbers/percent'
import type { OpenPair } from '@/lib/rates/read-open'

type Props = { studyId: string; open: readonly OpenPair[]; isOver: boolean }

/** What of the plan was not judged, or not yet: no figure shows it. */
export function OpenPairs({ studyId, open, isOver }: Props) {
  if (open.length === 0) return null
  const judgments = open.reduce((sum, pair) => sum + pair.judgments, 0)
  return (
    <ScrollX label="Planned and not judged" className="mt-8">
      <Table className="w-[min(100%,32rem)]">
        <caption>
          <strong>Planned, {isOver ? 'and never judged' : 'not judged yet'}:</strong> {count(judgments, 'judgment')}. No
          figure counts them.
        </caption>
        <thead>
          <tr>
            <th scope="col">{open.some(({ against }) => against !== null) ? 'Pair' : 'System'}</th>
            <NumberCell scope="col" as="th">
              Judgments open
            </NumberCell>
            <NumberCell scope="col" as="th">
              Items nobody judged
            </NumberCell>
          </tr>
        </thead>
        <tbody>
          {open.map(({ system, against, judgments, unjudged }) => (
            <tr key={`${system} ${against}`}>
              <th scope="row">{against === null ? system : `${system} – ${against}`}</th>
              <NumberCell>
                <RowsLink href={itemsHref(studyId, { system, against })}>{wholeNumber(judgments)}</RowsLink>
              </NumberCell>
              <NumberCell>
                <RowsLink href={unjudged === 0 ? null : itemsHref(studyId, { system, against, show: 'unjudged' })}>
                  {wholeNumber(unjudged)}
                </RowsLink>
              </NumberCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}
