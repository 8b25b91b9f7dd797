import { Help } from '@/components/ui/help'
import { RowsLink } from '@/components/ui/rows-link'
import { NumberCell } from '@/components/ui/table'
import { Beside, Note } from '@/components/ui/text'
import type { ItemQuery } from '@/lib/explorer/item-query'
import type { OpenRows } from '@/lib/figures/drawing/win-tie-loss-layout'
import { methodName } from '@/lib/figures/method-note'
import { percent, percentRange, wholeNumber } from '@/lib/numbers/percent'
import type { IntervalMethod, RateRow } from '@/lib/rates/rates'
import type { Share } from '@/lib/stats/shares'
import { NumbersByGroup } from './numbers-by-group'

type Props = {
  /** Where a row's judgments are; null for published counts, which have none. */
  open: OpenRows | null
  rows: RateRow[]
  method: IntervalMethod
}

/** Of the design, and without a verdict that counts; the notes are of pairs. */
type Unjudged = { groups: readonly string[]; systems: readonly string[]; notes: readonly string[] }

/** The figure's numbers as tables; each opens the rows behind it. */
export function NumbersTable({ rows, unjudged, ...rest }: Props & { unjudged: Unjudged }) {
  return (
    <NumbersByGroup
      rows={rows}
      className="min-w-[54rem]"
      table={(group, own) => <GroupTable group={group} rows={own} {...rest} />}
    >
      {unjudged.notes.map((note) => (
        <Note key={note}>{note}</Note>
      ))}
      {unjudged.groups.map((group) => (
        <Note key={group}>
          <strong>{group}.</strong> No judgments yet.
        </Note>
      ))}
      {unjudged.systems.length > 0 && (
        <Note>No judgments yet of {unjudged.systems.join(', ')}, which the study compares, too.</Note>
      )}
    </NumbersByGroup>
  )
}

/** Counts stand by their percents; the names take what room is left. */
const COUNT = 'w-[1%] pl-7'
const NAME = 'max-w-72 min-w-32 break-words'

/** The numbers of one group, as a table. */
export function GroupTable({ open: openRows, group, rows, method }: Props & { group: string }) {
  const [reference, ...more] = new Set(rows.map((row) => row.reference))
  const one = more.length === 0
  return (
    <>
      <caption>
        <strong>{group}.</strong> {one && `Wins, ties and losses of ${reference}. `}Percent, with {methodName(method)}.
        <Help term={method} />
      </caption>
      <thead>
        <tr>
          {!one && <th scope="col">System</th>}
          <th scope="col">Against</th>
          <NumberCell className={COUNT} scope="col" as="th">
            n
          </NumberCell>
          <NumberCell className={COUNT} scope="col" as="th">
            Prompts
          </NumberCell>
          {['Wins', 'Ties', 'Losses', 'Wins + ties'].map((name) => (
            <NumberCell key={name} className={COUNT} scope="colgroup" colSpan={2} as="th">
              {name}
            </NumberCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const open = (outcome: ItemQuery['outcome']) => openRows?.(row, outcome) ?? null
          return (
            <tr key={`${row.reference} ${row.other}`}>
              {!one && <td className={NAME}>{row.reference}</td>}
              <th scope="row" className={NAME}>
                {row.other}
              </th>
              <NumberCell className={COUNT}>
                <RowsLink href={open(null)}>{wholeNumber(row.n)}</RowsLink>
              </NumberCell>
              <NumberCell className={COUNT}>
                <RowsLink href={open(null)}>{wholeNumber(row.prompts)}</RowsLink>
              </NumberCell>
              <ShareCells count={row.wins} share={row.win} href={open('win')} />
              <ShareCells count={row.ties} share={row.tie} href={open('tie')} />
              <ShareCells count={row.losses} share={row.loss} href={open('loss')} />
              <ShareCells count={row.wins + row.ties} share={row.winOrTie} href={open('unlost')} />
            </tr>
          )
        })}
      </tbody>
    </>
  )
}

function ShareCells({ count, share, href }: { count: number; share: Share | null; href: string | null }) {
  const behind = count === 0 ? null : href
  return (
    <>
      <NumberCell className={COUNT}>
        <RowsLink href={behind}>{wholeNumber(count)}</RowsLink>
      </NumberCell>
      <NumberCell className="w-[1%] pl-0">
        {share ? (
          <>
            <RowsLink href={behind}>{percent(share.share)}%</RowsLink> <Beside>{percentRange(share.interval)}</Beside>
          </>
        ) : (
          <span className="text-ink-3">not defined</span>
        )}
      </NumberCell>
    </>
  )
}
