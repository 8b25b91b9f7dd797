import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import { Beneath } from '@/components/ui/text'
import { limits, NONE, signed } from '@/lib/figures/cells'
import { wholeNumber } from '@/lib/numbers/percent'
import type { Estimate } from '@/lib/stats/estimate'
import { Z95 } from '@/lib/stats/interval'

/** Pairs grow with the square of the annotators; the command line prints them all. */
const LISTED = 50

type Props<Pair> = {
  /** Those who agree least first. */
  pairs: readonly Pair[]
  /** What the 95% intervals are of. */
  intervals: string
  numbers: string[]
  cells: (pair: Pair) => React.ReactNode
}

/** Agreement of each two annotators, to open. */
export function EachTwo<Pair extends { one: string; other: string }>({
  pairs,
  intervals,
  numbers,
  cells,
}: Props<Pair>) {
  const label = 'Agreement of each two annotators'
  return (
    <details className="[&>summary]:cursor-pointer [&>summary]:py-2 [&>summary]:leading-normal">
      <summary>{label}</summary>
      <ScrollX label={label}>
        <Table className="[&_tbody_th]:min-w-28">
          <caption>
            Lowest first{pairs.length > LISTED && `, ${LISTED} of ${wholeNumber(pairs.length)} pairs`}. 95% intervals:{' '}
            {intervals}.
          </caption>
          <TableHead words={['One', 'Other']} numbers={numbers} />
          <tbody>
            {pairs.slice(0, LISTED).map((pair) => (
              <tr key={`${pair.one} ${pair.other}`}>
                <th scope="row">{pair.one}</th>
                <td>{pair.other}</td>
                {cells(pair)}
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
    </details>
  )
}

/** A cell with a kappa and its interval, or a dash that says why there is none. */
export function Kappa({ of, href }: { of: Estimate<{ kappa: number; se: number }>; href: string }) {
  if (!of.defined) return <NumberCell title={of.reason}>{NONE}</NumberCell>
  const { kappa, se } = of.value
  const two = (value: number) => signed(value, 2)
  return (
    <NumberCell>
      <RowsLink href={href}>{two(kappa)}</RowsLink>
      <Beneath>{limits([kappa - Z95 * se, kappa + Z95 * se], two)}</Beneath>
    </NumberCell>
  )
}
