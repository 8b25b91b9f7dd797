import { Standfirst } from '@/components/ui/text'
import type { AnnotatorCounts, AnnotatorOutcomes } from '@/lib/annotators/read-annotator'
import { count } from '@/lib/numbers/count'
import { moment } from '../ui/dates'

type Annotator = {
  group: { name: string }
  joinedAt: Date
  deactivatedAt: Date | null
  excludedAt: Date | null
  excludedReason: string | null
  study: { status: string; cap: number | null }
}
type Props = { annotator: Annotator; counts: AnnotatorCounts; outcomes: AnnotatorOutcomes | null }

/** One annotator in numbers; ties and self-consistency stand here once the study is closed. */
export function AnnotatorFacts({ annotator, counts, outcomes }: Props) {
  const { group, joinedAt, deactivatedAt, excludedAt, excludedReason, study } = annotator
  return (
    <>
      <Standfirst>
        {group.name}, joined {moment(joinedAt)}. {count(counts.verdicts, 'judgment')}
        {counts.setAside > 0 && `, ${count(counts.setAside, 'pair')} set aside`}
        {study.cap !== null && ` of at most ${study.cap.toLocaleString('en')} pairs`}
        {counts.practice > 0 && `, ${count(counts.practice, 'practice pair')}`}.
        {deactivatedAt && ` Deactivated ${moment(deactivatedAt)}.`}
        {excludedAt && ` Left out of the results: ${excludedReason}`}
      </Standfirst>
      <dl className="mt-5 grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-x-8 border-t-[1.5px] border-ink">
        {factsOf(counts, outcomes, study.status === 'CLOSED').map(([term, value]) => (
          <div key={term} className="border-b border-rule py-[0.6rem] text-sm">
            <dt className="text-ink-2">{term}</dt>
            <dd className="font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function factsOf(counts: AnnotatorCounts, outcomes: AnnotatorOutcomes | null, isClosed: boolean): [string, string][] {
  const { verdicts, setAside, practice, medianSeconds, activeHours, left, checks, checksFailed, gold, goldFailed } =
    counts
  const { asked, hasty } = counts
  const seen = verdicts + setAside + practice
  return [
    ['Median active seconds', medianSeconds === null ? '–' : medianSeconds.toFixed(1)],
    ['Pairs an active hour', activeHours > 0 ? Math.round(seen / activeHours).toLocaleString('en') : '–'],
    ['The pair’s first system on the left', seen === 0 ? '–' : `${left} of ${seen} pairs`],
    ['Identical pairs', checks === 0 ? 'none judged' : `${checks - checksFailed} passed, ${checksFailed} failed`],
    ['Gold items', gold === 0 ? 'none judged' : `${gold - goldFailed} passed, ${goldFailed} failed`],
    ...(asked > 0 ? [['Asked about haste', `${asked} verdicts, ${hasty} given all the same`] as [string, string]] : []),
    ['Ties', hidden(isClosed, outcomes && share(outcomes.ties, outcomes.judged))],
    ['Repeats with the same outcome', hidden(isClosed, outcomes && share(outcomes.consistent, outcomes.repeats))],
  ]
}

function hidden(isClosed: boolean, value: string | null): string {
  return isClosed ? (value ?? '–') : 'hidden until the study is closed'
}

function share(n: number, of: number): string {
  return of === 0 ? 'none judged' : `${n} of ${of} (${Math.round((100 * n) / of)}%)`
}
