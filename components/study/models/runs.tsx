import Link from 'next/link'
import { Fragment } from 'react'
import { clock } from '@/components/study/monitor/dates'
import { Icon } from '@/components/ui/icon'
import { Meter } from '@/components/ui/meter'
import { Section } from '@/components/ui/section'
import { Note, Tag } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import type { Behind } from '@/lib/runs/read-behind'
import type { ModelRunRow, Spending } from '@/lib/runs/read-runs'
import { costWords } from './money-words'
import { noVerdictWords } from './outcome-words'
import { type RunActs, RunButtons } from './run-buttons'

type Props = {
  studyId: string
  runs: readonly ModelRunRow[]
  acts: RunActs
  status: 'DRAFT' | 'OPEN' | 'PAUSED' | 'CLOSED'
  now: Date
}

/** The models of a study: how far each is, what it has used of its budget, and what can be done about it. */
export function Runs({ studyId, runs, acts, status, now }: Props) {
  if (runs.length === 0) return null
  return (
    <Section aria-labelledby="model-runs">
      <h2 id="model-runs">Language models</h2>
      <Note>
        What a model did instead of a verdict is counted, never dropped.{' '}
        {runs.some(({ exploratory }) => exploratory) &&
          'One that joined once the study was closed is exploratory: its verdicts are in the files and, marked, on the page Judges; no figure counts them, and no judgment of it is wanted. '}
        Times are in UTC.
      </Note>
      <ul className="mt-4 list-none border-t-[1.5px] border-ink">
        {runs.map((run) => (
          <li key={run.annotatorId} className="border-b border-rule py-4">
            <Run studyId={studyId} run={run} acts={acts} status={status} now={now} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Run({ studyId, run, acts, status, now }: Omit<Props, 'runs'> & { run: ModelRunRow }) {
  const { annotatorId, code, group, model, provider, slots, calls } = run
  const noVerdict = noVerdictWords(slots.byOutcome)
  const here = `/studies/${studyId}/annotators/${annotatorId}`
  return (
    <article
      className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-8 gap-y-3 max-md:grid-cols-[minmax(0,1fr)]"
      aria-label={`${code}, ${model}`}
    >
      <div className="min-w-0">
        <h3 className="text-base/[1.4] wrap-anywhere">
          <Link prefetch={false} href={here}>
            {code}
          </Link>{' '}
          {model} {run.exploratory && <Tag>exploratory</Tag>}
          <span className="block text-xs font-normal text-ink-2">
            {provider}, {group}
          </span>
        </h3>
        {/* What comes of pressing a button is heard as well as seen. */}
        <div aria-live="polite">
          <State studyId={studyId} run={run} now={now} isOver={status === 'CLOSED' && !run.exploratory} />
        </div>
      </div>
      <RunButtons studyId={studyId} run={run} acts={acts} isOpen={status === (run.exploratory ? 'CLOSED' : 'OPEN')} />
      <dl className="col-span-full grid grid-cols-[repeat(auto-fit,minmax(13rem,1fr))] gap-x-8 gap-y-3 text-sm max-sm:grid-cols-2 max-sm:gap-x-4 [&_dt]:text-xs [&_dt]:text-ink-2">
        <div>
          <dt>Slots</dt>
          <dd>
            <Meter done={slots.done} of={slots.all} />
            {noVerdict && <span className="block text-xs text-ink-2">{noVerdict}</span>}
          </dd>
        </div>
        <div>
          <dt>Tokens</dt>
          <dd>
            <Spent of={run.tokens} words={inFull} />
          </dd>
        </div>
        <div>
          <dt>Cost</dt>
          <dd>
            {run.currency === null ? (
              'no price is known'
            ) : (
              <Spent of={run.nanos} words={(nanos) => costWords(nanos, run.currency)} />
            )}
          </dd>
        </div>
        <div>
          <dt>Calls</dt>
          <dd>
            {calls === 0 ? (
              'none yet'
            ) : (
              <Link prefetch={false} href={`${here}/calls`}>
                {count(calls, 'call')}, each with request and answer
              </Link>
            )}
            <Left run={run} />
          </dd>
        </div>
      </dl>
      {run.servedModels.length > 1 && <ServedBy models={run.servedModels} />}
      {slots.done >= MANY_IN_VAIN && slots.answered === 0 && <InVain calls={`${here}/calls`} />}
    </article>
  )
}

const inFull = (n: bigint) => n.toLocaleString('en')

/** What is spent, what is set aside for calls under way, and what is left of the budget. */
function Spent({ of: { spent, reserved, left }, words }: { of: Spending; words: (n: bigint) => string }) {
  return (
    <>
      {words(spent)} spent
      <span className="block text-xs text-ink-2">
        {reserved > 0n && `${words(reserved)} reserved for calls under way, `}
        {left === null ? 'no limit of its own' : `${words(left < 0n ? 0n : left)} left`}
      </span>
    </>
  )
}

/** From what was used so far; before that tells enough, nothing. */
function Left({ run: { estimateLeft, currency, status, slots } }: { run: ModelRunRow }) {
  if (!estimateLeft || slots.open === 0 || status === 'CANCELLED') return null
  const { tokens, nanos } = estimateLeft
  return (
    <span className="block text-xs text-ink-2">
      about {Math.round(tokens).toLocaleString('en')} tokens
      {currency !== null && ` and ${costWords(nanos, currency)}`} still to come
    </span>
  )
}

/** That other runs have all of the provider's lanes, and which. */
function BehindOthers({
  studyId,
  provider,
  behind: { lanes, runs, hidden },
}: Pick<Props, 'studyId'> & { provider: string; behind: Behind }) {
  const others = hidden > 0 && count(hidden, 'run of a study that is not yours', 'runs of studies that are not yours')
  return (
    <>
      Waiting for a free lane: {lanes === 1 ? 'the only one' : `all ${lanes}`} of {provider}{' '}
      {lanes === 1 ? 'is' : 'are'} taken, by{' '}
      {runs.map((run, index) => (
        <Fragment key={`${run.studyId} ${run.code}`}>
          {index > 0 && ', '}
          {run.code} of{' '}
          {run.studyId === studyId ? (
            'this study'
          ) : (
            <Link prefetch={false} href={`/studies/${run.studyId}`}>
              {run.title}
            </Link>
          )}
        </Fragment>
      ))}
      {runs.length > 0 && others && ', and '}
      {others}.
    </>
  )
}

function ServedBy({ models }: { models: ModelRunRow['servedModels'] }) {
  return (
    <Caution>
      The model changed within this run: the provider answered as{' '}
      {models.map(({ model, calls }) => `${model} (${count(calls, 'call')})`).join(', ')}. Each call says which.
    </Caution>
  )
}

/** So many slots without one verdict, and it is no chance. */
const MANY_IN_VAIN = 4

/** A model that refuses everything, or that nobody understands, is noticed while there is budget left. */
function InVain({ calls }: { calls: string }) {
  return (
    <Caution>
      Not one verdict so far.{' '}
      <Link prefetch={false} href={calls}>
        Read what it says instead
      </Link>
      : other instructions, more room for its answer or another model may help. What was asked stays on record, and none
      of it is a tie.
    </Caution>
  )
}

function Caution({ children }: { children: React.ReactNode }) {
  return (
    <p className="col-span-full flex gap-2 text-sm">
      <span className="text-caution [&>svg]:mt-[0.22rem]">
        <Icon name="caution" />
      </span>
      <span>{children}</span>
    </p>
  )
}

const STATES = {
  READY: 'Ready. Nothing was asked yet.',
  RUNNING: 'Running.',
  PAUSED: 'Paused.',
  CANCELLED: 'Cancelled. What it judged counts; its open slots stay open.',
  DONE: 'Done. Every slot has a verdict, or what came instead of one.',
}

const NEVER_ASKED = 'Never asked: the study was closed before anybody started it.'

type StateProps = Pick<Props, 'studyId' | 'now'> & { run: ModelRunRow; isOver: boolean }

function State({ studyId, run, now, isOver }: StateProps) {
  const { status, problem, waitingUntil, behind } = run
  if (status === 'STOPPED')
    return (
      <div className="mt-2 grid grid-cols-[1.1rem_minmax(0,1fr)] gap-x-[0.6rem] text-sm">
        <span className="text-critical [&>svg]:mt-[0.22rem]">
          <Icon name="critical" />
        </span>
        <div className="wrap-anywhere">
          <strong>Stopped.</strong> {problem ?? 'It did not say why.'}
          <span className="block text-ink-2">
            Nothing is lost. Mend it, then press Go on: open slots are asked again.
          </span>
        </div>
      </div>
    )
  const words = status === 'READY' && isOver ? NEVER_ASKED : STATES[status]
  const isWaiting = status === 'RUNNING' && waitingUntil !== null && waitingUntil > now
  return (
    <p className="mt-1 text-sm wrap-anywhere">
      {isWaiting ? (
        `Waiting until ${clock(waitingUntil)}, as the provider asks.`
      ) : behind ? (
        <BehindOthers studyId={studyId} provider={run.provider} behind={behind} />
      ) : (
        words
      )}
      {problem && status !== 'DONE' && <span className="block text-ink-2">{problem}</span>}
    </p>
  )
}
