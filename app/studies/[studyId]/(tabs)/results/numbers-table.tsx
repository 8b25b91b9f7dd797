import { methodName } from '@/components/charts/method-note'
import { percent, percentRange, wholeNumber } from '@/components/charts/percent'
import { ScrollX } from '@/components/ui/scroll-x'
import type { IntervalMethod } from '@/lib/analysis/rates'
import type { WinTieLossRow } from '@/lib/analysis/win-tie-loss'
import type { Share } from '@/lib/stats/shares'

/** The figure's numbers as a table for each group, to read and to copy. */
export function NumbersTable({ rows, method }: { rows: WinTieLossRow[]; method: IntervalMethod }) {
  const groups = [...new Set(rows.map(({ group }) => group))]
  return (
    <section className="section" aria-labelledby="numbers">
      <h2 id="numbers">The numbers</h2>
      {groups.map((group) => (
        <GroupTable key={group} group={group} method={method} rows={rows.filter((row) => row.group === group)} />
      ))}
    </section>
  )
}

function GroupTable({ group, rows, method }: { group: string; rows: WinTieLossRow[]; method: IntervalMethod }) {
  const [reference, ...more] = new Set(rows.map((row) => row.reference))
  const one = more.length === 0
  return (
    <ScrollX label={`Numbers for ${group}`} className="numbers">
      <table className="data">
        <caption>
          <strong>{group}.</strong> {one && `Wins, ties and losses of ${reference}. `}Percent, with {methodName(method)}
          .
        </caption>
        <thead>
          <tr>
            {!one && <th scope="col">System</th>}
            <th scope="col">Against</th>
            <th scope="col" className="num">
              n
            </th>
            <th scope="col" className="num">
              Prompts
            </th>
            {['Wins', 'Ties', 'Losses', 'Wins + ties'].map((name) => (
              <th key={name} scope="colgroup" colSpan={2} className="num">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.reference} ${row.other}`}>
              {!one && <td className="name">{row.reference}</td>}
              <th scope="row" className="name">
                {row.other}
              </th>
              <td className="num">{wholeNumber(row.n)}</td>
              <td className="num">{wholeNumber(row.prompts)}</td>
              <ShareCells count={row.wins} share={row.win} />
              <ShareCells count={row.ties} share={row.tie} />
              <ShareCells count={row.losses} share={row.loss} />
              <ShareCells count={row.wins + row.ties} share={row.winOrTie} />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

function ShareCells({ count, share }: { count: number; share: Share | null }) {
  return (
    <>
      <td className="num">{wholeNumber(count)}</td>
      <td className="num share">
        {share ? (
          <>
            {percent(share.share)}% <span className="ci">{percentRange(share.interval)}</span>
          </>
        ) : (
          <span className="faint">not defined</span>
        )}
      </td>
    </>
  )
}
