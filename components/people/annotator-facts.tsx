import { Standfirst } from '@/components/ui/text'
import type { Given } from '@/lib/annotators/count-given'
import type { AnnotatorCounts, AnnotatorOutcomes } from '@/lib/annotators/read-annotator'
import { count } from '@/lib/numbers/count'
import { type ProtocolKind, protocolOf } from '@/lib/protocols/protocol-of'
import { moment } from '../ui/dates'

type Annotator = {
  group: { name: string; kind: 'HUMAN' | 'LLM' }
  joinedAt: Date
  deactivatedAt: Date | null
  excludedAt: Date | null
  excludedReason: string | null
  study: { protocol: ProtocolKind; status: string; cap: number | null }
}
type Props = {
  annotator: Annotator
  counts: AnnotatorCounts
  outcomes: AnnotatorOutcomes | null
  given: readonly Given[]
}

/** One annotator in numbers; ties or grades and self-consistency stand here once the study is closed. */
export function AnnotatorFacts({ annotator, counts, outcomes, given }: Props) {
  const { group, joinedAt, deactivatedAt, excludedAt, excludedReason, study } = annotator
  const { shows } = protocolOf(study.protocol)
  const isClosed = study.status === 'CLOSED'
  const isModel = group.kind === 'LLM'
  const facts = [
    ...workOf(counts, shows),
    ...(shows === 'pair' ? sidesOf(counts) : []),
    ...checksOf(counts),
    ...outcomesOf(outcomes, { isClosed, given: shows === 'pair' ? null : given }),
  ]
  return (
    <>
      <Standfirst>
        {group.name}, joined {moment(joinedAt)}. {count(counts.verdicts, 'judgment')}
        {counts.setAside > 0 && `, ${count(counts.setAside, shows)} ${isModel ? 'without a verdict' : 'set aside'}`}
        {study.cap !== null && ` of at most ${study.cap.toLocaleString('en')} ${shows}s`}
        {counts.practice > 0 && `, ${count(counts.practice, 'practice item')}`}.
        {deactivatedAt && ` Removed from the study ${moment(deactivatedAt)}.`}
        {excludedAt && ` Excluded from the results: ${excludedReason}`}
      </Standfirst>
      <dl className="mt-5 grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-x-8 border-t-[1.5px] border-ink">
        {facts.map(([term, value]) => (
          <div key={term} className="border-b border-rule py-[0.6rem] text-sm">
            <dt className="text-ink-2">{term}</dt>
            <dd className="font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

type Fact = [term: string, value: string]

function workOf({ verdicts, setAside, practice, medianSeconds, activeHours }: AnnotatorCounts, shows: string): Fact[] {
  const seen = verdicts + setAside + practice
  return [
    ['Median active seconds', medianSeconds === null ? '–' : medianSeconds.toFixed(1)],
    [
      `${shows === 'pair' ? 'Pairs' : 'Responses'} an active hour`,
      activeHours > 0 ? Math.round(seen / activeHours).toLocaleString('en') : '–',
    ],
  ]
}

function sidesOf({ verdicts, setAside, practice, left, checks, checksFailed }: AnnotatorCounts): Fact[] {
  const seen = verdicts + setAside + practice
  return [
    ['The pair’s first system on the left', seen === 0 ? '–' : `${left} of ${seen} pairs`],
    ['Check items', checks === 0 ? 'none judged' : `${checks - checksFailed} passed, ${checksFailed} failed`],
  ]
}

function checksOf({ gold, goldFailed, asked, hasty }: AnnotatorCounts): Fact[] {
  const known: Fact = ['Gold items', gold === 0 ? 'none judged' : `${gold - goldFailed} passed, ${goldFailed} failed`]
  return asked > 0 ? [known, ['Asked about haste', `${asked} verdicts, ${hasty} given all the same`]] : [known]
}

/** Ties of pairs, or the grades that were given; and whether what comes again is judged alike. */
function outcomesOf(
  outcomes: AnnotatorOutcomes | null,
  { isClosed, given }: { isClosed: boolean; given: readonly Given[] | null },
): Fact[] {
  const grades = given?.map(({ label, answers }) => `${label} ${answers.toLocaleString('en')}`).join(', ')
  return [
    given === null
      ? ['Ties', hidden(isClosed, outcomes && share(outcomes.ties, outcomes.judged))]
      : ['Grades, by the first question', hidden(isClosed, grades || null)],
    ['Repeats with the same outcome', hidden(isClosed, outcomes && share(outcomes.consistent, outcomes.repeats))],
  ]
}

function hidden(isClosed: boolean, value: string | null): string {
  return isClosed ? (value ?? '–') : 'hidden until the study is closed'
}

function share(n: number, of: number): string {
  return of === 0 ? 'none judged' : `${n} of ${of} (${Math.round((100 * n) / of)}%)`
}
