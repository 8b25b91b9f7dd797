import type { Metadata } from 'next'
import Link from 'next/link'
import { AnalysisProgress } from '@/components/study/analysis-progress'
import { Notice } from '@/components/ui/notice'
import { Note, Standfirst } from '@/components/ui/text'
import { readAnalysisPage } from '@/lib/analysis/analysis-page'
import type { Access } from '@/lib/auth/access'
import { readVisibility } from '@/lib/looks/looks'
import { wholeNumber } from '@/lib/numbers/percent'
import { COUNTING_RULES } from '@/lib/rates/counting-rule'
import { readNumbers } from '@/lib/results/read-numbers'
import { readSnapshot, type Snapshot } from '@/lib/results/snapshots'
import { gate, pageAccess } from '@/lib/server/page'
import { Withheld } from '../withheld'
import { Compared } from './compared'

export const metadata: Metadata = { title: 'Snapshot' }

export default async function SnapshotPage({ params }: PageProps<'/studies/[studyId]/results/[snapshotId]'>) {
  const { studyId, snapshotId } = await params
  const access = await pageAccess(studyId, 'study:results')
  const snapshot = await gate(() => readSnapshot(access, snapshotId))
  const visibility = await readVisibility(access)
  const { at, note, rule, dataHash, numbers } = snapshot
  return (
    <>
      <p className="text-ink-2">
        <Link href={`/studies/${studyId}/results`}>Results</Link>
      </p>
      <h1>{note}</h1>
      {visibility.shown === 'hidden' ? (
        <Withheld studyId={studyId} visibility={visibility} />
      ) : (
        <>
          <Standfirst>
            {numbers.firstOnly ? 'Figure 1' : 'Every figure'} as it stood on{' '}
            {at.toISOString().slice(0, 16).replace('T', ' ')} UTC, beside now.
          </Standfirst>
          <Note>
            {COUNTING_RULES[rule].label}; {wholeNumber(numbers.recorded)} answers on record,{' '}
            {wholeNumber(numbers.counted)} verdicts counted. SHA-256 of judgments.jsonl: <code>{dataHash}</code>
          </Note>
          <Figures access={access} snapshot={snapshot} />
        </>
      )}
    </>
  )
}

/** The comparison, once the numbers of now are there. */
async function Figures({ access, snapshot }: { access: Access<'study:results'>; snapshot: Snapshot }) {
  const { rule, criterion, numbers } = snapshot
  const { analysis } = await readAnalysisPage(access, criterion)
  // Only what is of one state of the data can be compared, however long that takes.
  const pending = analysis?.state === 'done' ? analysis.behind : analysis
  if (pending?.state === 'running') return <AnalysisProgress done={pending.done} total={pending.total} />
  if (pending?.state === 'failed') return <Notice kind="critical">{pending.problem}</Notice>
  return <Compared frozen={numbers} now={await readNumbers(access, { rule, criterion })} />
}
