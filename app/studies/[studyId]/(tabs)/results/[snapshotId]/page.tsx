import type { Metadata } from 'next'
import Link from 'next/link'
import { percent, percentRange, wholeNumber } from '@/components/charts/percent'
import { ScrollX } from '@/components/ui/scroll-x'
import { COUNTING_RULES } from '@/lib/analysis/counting-rule'
import { readStanding } from '@/lib/analysis/looks'
import type { RateRow } from '@/lib/analysis/rates'
import { readSnapshot } from '@/lib/analysis/snapshots'
import { winTieLoss } from '@/lib/analysis/win-tie-loss'
import { gate, pageAccess } from '@/lib/server/page'
import '../results.css'
import { Withheld } from '../withheld'

export const metadata: Metadata = { title: 'Snapshot' }

export default async function SnapshotPage({ params }: PageProps<'/studies/[studyId]/results/[snapshotId]'>) {
  const { studyId, snapshotId } = await params
  const access = await pageAccess(studyId, 'study:results')
  const snapshot = await gate(() => readSnapshot(access, snapshotId))
  const standing = await readStanding(access)
  const { at, note, rule, criterion, dataHash, numbers } = snapshot
  return (
    <>
      <p className="quiet">
        <Link href={`/studies/${studyId}/results`}>Results</Link>
      </p>
      <h1>{note}</h1>
      {standing.shown === 'hidden' ? (
        <Withheld studyId={studyId} standing={standing} />
      ) : (
        <>
          <p className="standfirst">Figure 1 as it stood on {at.toISOString().slice(0, 16).replace('T', ' ')} UTC.</p>
          <p className="note">
            {COUNTING_RULES[rule].label}; {wholeNumber(numbers.recorded)} judgments recorded,{' '}
            {wholeNumber(numbers.counted)} verdicts counted. SHA-256 of judgments.jsonl: <code>{dataHash}</code>
          </p>
          <Comparison then={numbers.rows} now={(await winTieLoss(access, { rule, criterion })).rows} />
        </>
      )}
    </>
  )
}

/** Each pair as it was frozen, and as it is now where that differs. */
function Comparison({ then, now }: { then: RateRow[]; now: RateRow[] }) {
  const find = (row: RateRow) =>
    now.find(({ group, reference, other }) => group === row.group && reference === row.reference && other === row.other)
  return (
    <ScrollX label="The snapshot and now" className="snapshot-table">
      <table className="data">
        <thead>
          <tr>
            <th scope="col">Group</th>
            <th scope="col">System</th>
            <th scope="col">Against</th>
            {['n', 'Wins · ties · losses', 'Wins, %', 'Now'].map((head) => (
              <th scope="col" className="num" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {then.map((row) => (
            <tr key={`${row.group} ${row.reference} ${row.other}`}>
              <td>{row.group}</td>
              <td>{row.reference}</td>
              <td>{row.other}</td>
              <td className="num">{wholeNumber(row.n)}</td>
              <td className="num">{counts(row)}</td>
              <td className="num">
                {row.win ? `${percent(row.win.share)} (${percentRange(row.win.interval)})` : 'not defined'}
              </td>
              <td className="num">{difference(row, find(row))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

const counts = ({ wins, ties, losses }: RateRow) => [wins, ties, losses].map(wholeNumber).join(' · ')

function difference(then: RateRow, now: RateRow | undefined): string {
  if (!now) return 'no longer counted'
  return counts(then) === counts(now) ? 'the same' : `${counts(now)}, wins ${now.win ? percent(now.win.share) : '–'}%`
}
