import Link from 'next/link'
import { wholeNumber } from '@/components/charts/percent'
import { ScrollX } from '@/components/ui/scroll-x'
import type { SliceRates } from '@/lib/analysis/assemble-rates'
import { itemsHref } from '@/lib/analysis/item-query'
import { isTold, type RateRow } from '@/lib/analysis/rates'

type Props = { studyId: string; title: string; slices: readonly SliceRates[] }

/** Wins, ties and losses in each category, or with each tag: a table for each group. */
export function Slices({ studyId, title, slices }: Props) {
  const groups = [...new Set(slices.map(({ group }) => group))]
  if (slices.length === 0) return null
  const id = title.toLowerCase().replaceAll(' ', '-')
  return (
    <section className="section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {groups.map((group) => (
        <SliceTable
          key={group}
          studyId={studyId}
          group={groups.length > 1 ? group : null}
          slices={slices.filter((slice) => slice.group === group)}
        />
      ))}
    </section>
  )
}

/** A tag on fewer verdicts than this says nothing; there may be hundreds. */
const LEAST_SHOWN = 10

function SliceTable({ studyId, group, slices }: { studyId: string; group: string | null; slices: SliceRates[] }) {
  const first = slices[0] as SliceRates
  const cells = slices.flatMap(({ rows }) => rows).filter(({ n }) => n > 0)
  const told = cells.filter(isTold).length
  const references = new Set(first.rows.map(({ reference }) => reference))
  const [reference] = references
  const one = references.size === 1
  const least = first.slice.kind === 'tag' ? LEAST_SHOWN : 0
  const small = slices.filter(({ n }) => n < least).length
  return (
    <ScrollX label={`${first.slice.kind}, ${first.group}`} className="slices-frame">
      <table className="data slices">
        <caption>
          {group && <strong>{group}. </strong>}Counts of wins · ties · losses{one && ` for ${reference}`}.{' '}
          <strong>*</strong> {testName(cells)} below 5% after Holm over all {wholeNumber(cells.length)} cells:{' '}
          {told === 1 ? '1 is' : `${wholeNumber(told)} are`}. The rest cannot be told from even.
          {small > 0 &&
            ` Not shown, but counted in these cells: ${wholeNumber(small)} tags with fewer than ${least} verdicts.`}
        </caption>
        <thead>
          <tr>
            <th scope="col">{first.slice.kind === 'tag' ? 'Tag' : 'Category'}</th>
            <th scope="col" className="num n">
              n
            </th>
            {first.rows.map(({ reference, other }) => (
              <th scope="col" key={`${reference} ${other}`}>
                {one ? other : `${reference} v ${other}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {slices
            .filter(({ n }) => n >= least)
            .map(({ slice, n, rows }) => (
              <tr key={slice.name}>
                <th scope="row">{slice.name}</th>
                <td className="num n">{wholeNumber(n)}</td>
                {rows.map((row) => (
                  <td key={`${row.reference} ${row.other}`}>
                    <Cell studyId={studyId} slice={slice} row={row} />
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

function testName(cells: readonly RateRow[]): string {
  return cells.some(({ test }) => test.name === 'clustered') ? 'clustered t-test' : 'sign test'
}

function Cell({ studyId, slice, row }: { studyId: string; slice: SliceRates['slice']; row: RateRow }) {
  const { reference, other, group, n, wins, ties, losses } = row
  if (n === 0) return <span className="faint">none</span>
  const told = isTold(row)
  const filter = slice.kind === 'tag' ? { tag: slice.name } : { category: slice.name }
  return (
    <>
      <MiniBar wins={wins} ties={ties} losses={losses} />
      <Link
        className={told ? 'rows strong' : 'rows'}
        href={itemsHref(studyId, { system: reference, against: other, group, ...filter })}
      >
        <span className="sr">wins, ties, losses: </span>
        {wholeNumber(wins)} <i>·</i> {wholeNumber(ties)} <i>·</i> {wholeNumber(losses)}
        {told && ' *'}
      </Link>
    </>
  )
}

function MiniBar({ wins, ties, losses }: { wins: number; ties: number; losses: number }) {
  const scale = 150 / (wins + ties + losses)
  const [w, t, l] = [wins * scale, ties * scale, losses * scale]
  return (
    <svg className="figure mini" viewBox="0 0 150 9" preserveAspectRatio="none" aria-hidden="true">
      <rect className="win" x={0} width={w} height={9} />
      <rect className="tie" x={w} width={t} height={9} />
      <rect className="loss" x={w + t} width={l} height={9} />
    </svg>
  )
}
