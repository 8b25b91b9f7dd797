import { Section } from '@/components/ui/section'
import { NumberCell, Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import { wholeNumber } from '@/lib/numbers/percent'
import type { ResultFacts } from '@/lib/rates/study-facts'

/** From what was recorded to what is counted, and by which protocol. */
export function Ledger({ result: { study, recorded, leftOut, used, counted } }: { result: ResultFacts }) {
  return (
    <Section aria-labelledby="left-out">
      <h2 id="left-out">What was left out</h2>
      <Table className="w-[min(100%,32rem)]">
        <tbody>
          <Line name="Answers on record" n={wholeNumber(recorded)} />
          {leftOut
            .filter(({ count }) => count > 0)
            .map(({ reason, why, count }) => (
              <Line key={reason} name={why} n={`−${wholeNumber(count)}`} />
            ))}
          {used !== counted && <Line name="Merged into one verdict" n={`−${wholeNumber(used - counted)}`} />}
          <Line name="Counted" n={wholeNumber(counted)} />
        </tbody>
      </Table>
      {study.protocolHash && (
        <Note>
          Protocol frozen {study.openedAt?.toISOString().slice(0, 10)}, seed {study.seed}, protocol hash{' '}
          {study.protocolHash.slice(0, 8)}.
        </Note>
      )}
    </Section>
  )
}

function Line({ name, n }: { name: string; n: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <NumberCell>{n}</NumberCell>
    </tr>
  )
}
