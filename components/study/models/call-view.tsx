import Link from 'next/link'
import { type Fact, Facts } from '@/components/study/frozen/facts'
import { moment } from '@/components/ui/dates'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { Note } from '@/components/ui/text'
import type { CallDetail, CallRow } from '@/lib/runs/read-calls'
import { ANSWERS, REASONS } from '../design/models/model-words'
import { AsIs, Messages } from './messages'
import { costWords } from './money-words'
import { callWords, outcomeMeaning } from './outcome-words'

type Props = {
  studyId: string
  /** The address of the list of calls. */
  here: string
  call: CallDetail
  /** Calls about the same slot, this one included. */
  attempts: readonly Pick<CallRow, 'id' | 'attempt'>[]
  /** Whether what it said is told once results are. */
  isWithheld: boolean
}

/** One call in full: what was sent, character by character, and what came of it. */
export function CallView({ studyId, here, call, attempts, isWithheld }: Props) {
  const { messages, answer, reasoning, problem } = call
  return (
    <>
      {problem && (
        <Notice kind={call.status === 'RETURNED' ? 'note' : 'critical'} className="mt-5">
          {problem}
        </Notice>
      )}
      <Facts
        id="call"
        title="The call"
        facts={[
          ...factsOf(call),
          ['Attempt', <Attempts key="attempts" call={call} attempts={attempts} here={here} />],
          ...detailsOf(call),
        ]}
      />
      <Section aria-labelledby="call-answer">
        <h2 id="call-answer">Its answer</h2>
        {isWithheld ? (
          <Withheld studyId={studyId} />
        ) : answer === null ? (
          <Note>Nothing came back.</Note>
        ) : (
          <AsIs text={answer} label="Answer" />
        )}
      </Section>
      {reasoning && !isWithheld && (
        <Section aria-labelledby="call-reasoning">
          <h2 id="call-reasoning">Its reasoning</h2>
          <Note>As the provider tells it beside the answer. No verdict is read from it.</Note>
          <AsIs text={reasoning} label="Reasoning" />
        </Section>
      )}
      <Section aria-labelledby="call-sent">
        <h2 id="call-sent">What was sent</h2>
        <Messages messages={messages} />
      </Section>
    </>
  )
}

/** Together with the plan's sides, verdicts of models would be the results, as those of people would. */
function Withheld({ studyId }: { studyId: string }) {
  return (
    <Note>
      It gave a verdict, which is withheld until results are shown: with the plan it would be a result. It is kept as it
      came.{' '}
      <Link prefetch={false} href={`/studies/${studyId}/results`}>
        When results are shown
      </Link>
    </Note>
  )
}

function detailsOf({ fingerprint, responseId, finishReason, httpStatus, parserVersion }: CallDetail): Fact[] {
  const given: [string, string | number | null][] = [
    ['Fingerprint', fingerprint],
    ['The provider’s id of it', responseId],
    ['How it ended', finishReason],
    ['HTTP status', httpStatus],
    ['Read by parser version', parserVersion],
  ]
  return given.flatMap(([name, value]): Fact[] => (value === null ? [] : [[name, String(value)]]))
}

function factsOf(call: CallDetail): Fact[] {
  const { requestedModel, servedModel, costNanos, currency, sentAt, endedAt } = call
  return [
    ['Outcome', [callWords(call), !call.isAskedAgain && outcomeMeaning(call.outcome)].filter(Boolean).join('. ')],
    ['Prompt', call.prompt],
    ['Sent', moment(sentAt)],
    ['Ended', endedAt ? `${moment(endedAt)}, after ${secondsOf(call)}` : 'not yet'],
    ['Model asked for', requestedModel],
    ['Model that answered', servedModel ?? 'not told'],
    ['Parameters', sentWords(call.parameters)],
    ['Tokens', tokenWords(call)],
    ['Cost', costNanos === null ? 'no price is known' : costWords(costNanos, currency)],
  ]
}

/** In words where there are some; else by name, as they were sent. */
const SAID: Record<string, (value: unknown) => string> = {
  answer: (value) => ANSWERS[value as keyof typeof ANSWERS] ?? String(value),
  reason: (value) => REASONS[value as keyof typeof REASONS] ?? String(value),
  maxTokens: (value) => `Room for ${Number(value).toLocaleString('en')} tokens`,
  topP: (value) => `Top p ${String(value)}`,
  reasoningEffort: (value) => `Reasoning effort ${String(value)}`,
}

function sentWords(parameters: CallDetail['parameters']): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== null)
  return given.map(([name, value]) => SAID[name]?.(value) ?? `${name} ${String(value)}`).join('\n') || 'none'
}

function secondsOf({ sentAt, endedAt }: CallDetail): string {
  const seconds = ((endedAt ?? sentAt).getTime() - sentAt.getTime()) / 1000
  return `${seconds.toLocaleString('en', { maximumFractionDigits: seconds < 1 ? 3 : 1 })} s`
}

function tokenWords({ inputTokens, cachedTokens, outputTokens, reasoningTokens, reservedTokens }: CallDetail): string {
  const n = (value: number | bigint) => value.toLocaleString('en')
  if (inputTokens === null || outputTokens === null)
    return `not told by the provider: charged at the worst case, ${n(reservedTokens)}`
  const cached = cachedTokens ? ` (${n(cachedTokens)} of them kept from before)` : ''
  const reasoned = reasoningTokens ? ` (${n(reasoningTokens)} of them reasoning)` : ''
  return `${n(inputTokens)} read${cached}, ${n(outputTokens)} written${reasoned}`
}

function Attempts({ call, attempts, here }: Pick<Props, 'call' | 'attempts' | 'here'>) {
  if (attempts.length < 2) return `${call.attempt}, the only one`
  return (
    <>
      {attempts.map(({ id, attempt }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          {id === call.id ? (
            <strong>{attempt}</strong>
          ) : (
            <Link prefetch={false} href={`${here}/${id}`}>
              {attempt}
            </Link>
          )}
        </span>
      ))}{' '}
      about the same slot
    </>
  )
}
