import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import type { ItemQuery } from '@/lib/explorer/item-query'
import type { OpenRows } from '@/lib/figures/drawing/win-tie-loss-layout'
import { methodName } from '@/lib/figures/method-note'
import { percent, percentRange, wholeNumber } from '@/lib/numbers/percent'
import type { IntervalMethod, RateRow } from '@/lib/rates/rates'
import type { Share } from '@/lib/stats/shares'

type Props = {
  /** Where a row's judgments are; null for published counts, which have none. */
  open: OpenRows | null
  rows: RateRow[]
  method: IntervalMethod
}

/** Of the design, and without a verdict that counts; the notes are of pairs. */
type Unjudged = { groups: readonly string[]; systems: readonly string[]; notes: readonly string[] }

/** The figure's numbers as a table for each group, to read and to copy; each opens the rows behind it. */
export function NumbersTable({ open, rows, method, unjudged }: Props & { unjudged: Unjudged }) {
  const judged = rows.filter(({ n }) => n > 0)
  const groups = [...new Set(judged.map(({ group }) => group))]
  return (
    <section className="section" aria-labelledby="numbers">
      <h2 id="numbers">The numbers</h2>
      {groups.map((group) => (
        <GroupTable
          key={group}
          open={open}
          group={group}
          method={method}
          rows={judged.filter((row) => row.group === group)}
        />
      ))}
      {unjudged.notes.map((note) => (
        <p key={note} className="note">
          {note}
        </p>
      ))}
      {unjudged.groups.map((group) => (
        <p key={group} className="note">
          <strong>{group}.</strong> No judgments yet.
        </p>
      ))}
      {unjudged.systems.length > 0 && (
        <p className="note">No judgments yet of {unjudged.systems.join(', ')}, which the study compares, too.</p>
      )}
    </section>
  )
}

function GroupTable({ open: openRows, group, rows, method }: Props & { group: string }) {
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
          {rows.map((row) => {
            const open = (outcome: ItemQuery['outcome']) => openRows?.(row, outcome) ?? null
            return (
              <tr key={`${row.reference} ${row.other}`}>
                {!one && <td className="name">{row.reference}</td>}
                <th scope="row" className="name">
                  {row.other}
                </th>
                <td className="num">
                  <RowsLink href={open(null)}>{wholeNumber(row.n)}</RowsLink>
                </td>
                <td className="num">
                  <RowsLink href={open(null)}>{wholeNumber(row.prompts)}</RowsLink>
                </td>
                <ShareCells count={row.wins} share={row.win} href={open('win')} />
                <ShareCells count={row.ties} share={row.tie} href={open('tie')} />
                <ShareCells count={row.losses} share={row.loss} href={open('loss')} />
                <ShareCells count={row.wins + row.ties} share={row.winOrTie} href={open('unlost')} />
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollX>
  )
}

function ShareCells({ count, share, href }: { count: number; share: Share | null; href: string | null }) {
  const behind = count === 0 ? null : href
  return (
    <>
      <td className="num">
        <RowsLink href={behind}>{wholeNumber(count)}</RowsLink>
      </td>
      <td className="num share">
        {share ? (
          <>
            <RowsLink href={behind}>{percent(share.share)}%</RowsLink>{' '}
            <span className="ci">{percentRange(share.interval)}</span>
          </>
        ) : (
          <span className="faint">not defined</span>
        )}
      </td>
    </>
  )
}
