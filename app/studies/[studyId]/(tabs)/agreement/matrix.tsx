import { percent, percentRange, wholeNumber } from '@/components/charts/percent'
import { ScrollX } from '@/components/ui/scroll-x'
import type { GroupPair } from '@/lib/analysis/deep/agreement'
import { Strip } from './strip'

type Props = { matrix: GroupPair[]; annotators: { group: string }[] }

/** Tie-discounted accuracy of each two groups, and within each. */
export function Matrix({ matrix, annotators }: Props) {
  const groups = [...new Set(matrix.map(({ groups: [one] }) => one))]
  const size = (name: string) => annotators.filter(({ group }) => group === name).length
  const cell = (row: string, column: string) =>
    matrix.find(({ groups: [one, other] }) => one === row && other === column)
  return (
    <ScrollX label="Agreement of groups">
      <table className="data matrix">
        <caption className="sr">Tie-discounted accuracy in percent, with 95% intervals clustered by prompt</caption>
        <thead>
          <tr>
            <td />
            {groups.map((name) => (
              <th scope="col" key={name}>
                {name} <span className="quiet">{size(name)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((row, index) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {groups.slice(0, index + 1).map((column) => (
                <td key={column}>
                  <Cell pair={cell(row, column)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

function Cell({ pair }: { pair: GroupPair | undefined }) {
  if (!pair || pair.pairs === 0) return <span className="faint">No item was judged by both.</span>
  if (!pair.tieDiscounted.defined) return <span className="faint">{pair.tieDiscounted.reason}</span>
  const { mean, interval } = pair.tieDiscounted.value
  return (
    <>
      <span className="big">{percent(mean)}</span>{' '}
      {interval && <span className="ci">{percentRange(clip(interval))}</span>}
      <Strip of={pair.tieDiscounted.value} chance={pair.chance} mark={null} />
      <span className="ci">
        {wholeNumber(pair.pairs)} label pairs, {wholeNumber(pair.items)} items
      </span>
    </>
  )
}

function clip([lower, upper]: readonly [number, number]): [number, number] {
  return [Math.max(0, lower), Math.min(1, upper)]
}
