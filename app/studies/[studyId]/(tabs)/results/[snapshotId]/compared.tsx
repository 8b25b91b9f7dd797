import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import { Note } from '@/components/ui/text'
import { findFigure } from '@/lib/figures/registry'
import { count } from '@/lib/numbers/count'
import { wholeNumber } from '@/lib/numbers/percent'
import { type Change, compareNumbers, type FrozenFigure, type FrozenNumbers } from '@/lib/results/frozen-numbers'

/** Every figure that was frozen, number by number beside now. */
export function Compared({ frozen, now }: { frozen: FrozenNumbers; now: FrozenFigure[] }) {
  const compared = compareNumbers(frozen.figures, now)
  const newer = now.filter(({ name }) => !frozen.figures.some((figure) => figure.name === name))
  return (
    <>
      {compared.map(({ name, numbers, changes }) => (
        <section key={name} className="mt-5" aria-labelledby={`frozen-${name}`}>
          <h2 id={`frozen-${name}`}>{titleOf(name)}</h2>
          <p>
            {count(numbers, 'number')} frozen
            {changes.length === 0 ? ', all the same now.' : '.'}
          </p>
          {changes.length > 0 && <Changes name={name} changes={changes} />}
          <Frozen rows={frozen.figures.find((figure) => figure.name === name)?.rows ?? []} />
        </section>
      ))}
      {newer.length > 0 && (
        <Note>
          Not in this snapshot: {newer.map(({ name }) => titleOf(name)).join(', ')}.
          {frozen.firstOnly && ' It was made when figure 1 alone was frozen.'}
        </Note>
      )}
    </>
  )
}

function titleOf(name: string): string {
  return findFigure(name)?.title ?? name
}

/** More lines would not be read: the count above tells how many there are. */
const LISTED = 100

/** What differs, row by row; of figure 1 at once, of the others to open. */
function Changes({ name, changes }: { name: string; changes: Change[] }) {
  const shown = changes.slice(0, LISTED)
  const rows = [...new Set(shown.map(({ row }) => row))]
  return (
    <details
      className="[&>summary]:cursor-pointer [&>summary]:py-2 [&>summary]:leading-normal"
      open={name === 'figure-1'}
    >
      <summary>{count(changes.length, 'number differs', 'numbers differ')} now</summary>
      <ScrollX label={`What differs: ${titleOf(name)}`} className="mt-2">
        <Table className="max-w-[54rem] [&_tbody+tbody_th]:pt-5">
          {changes.length > LISTED && (
            <caption>
              The first {LISTED} of {wholeNumber(changes.length)}.
            </caption>
          )}
          <TableHead words={['Number']} numbers={['Frozen', 'Now']} />
          {rows.map((row) => (
            <tbody key={row}>
              <tr>
                <th scope="rowgroup" colSpan={3}>
                  {row}
                </th>
              </tr>
              {shown
                .filter((change) => change.row === row)
                .map(({ column, before, after }) => (
                  <tr key={column}>
                    <td>
                      <code>{column}</code>
                    </td>
                    <NumberCell>{said(before)}</NumberCell>
                    <NumberCell>{said(after)}</NumberCell>
                  </tr>
                ))}
            </tbody>
          ))}
        </Table>
      </ScrollX>
    </details>
  )
}

/** A cell as its file has it: not rounded, for a comparison is of the whole number. */
function said(cell: Change['before']): string {
  return cell === undefined ? 'no such row' : cell === null ? 'not defined' : String(cell)
}

/** The rows as they were frozen, to open. */
function Frozen({ rows }: { rows: FrozenFigure['rows'] }) {
  const columns = Object.keys(rows[0] ?? {})
  if (rows.length === 0) return null
  return (
    <details className="[&>summary]:cursor-pointer [&>summary]:py-2 [&>summary]:leading-normal">
      <summary>All {count(rows.length, 'row')} as frozen</summary>
      <ScrollX label="Rows as frozen">
        <Table>
          <TableHead words={columns} numbers={[]} />
          <tbody>
            {rows.map((row) => (
              <tr key={JSON.stringify(row)}>
                {columns.map((column) => (
                  <td key={column}>{row[column] === null ? '' : String(row[column])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
    </details>
  )
}
