import { AsIs, Messages } from '@/components/study/models/messages'
import { costWords } from '@/components/study/models/money-words'
import { outcomeWords } from '@/components/study/models/outcome-words'
import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import { count } from '@/lib/numbers/count'
import type { Trial, Trials } from '@/lib/runs/try-model'

/** What a model made of a few items: its verdicts, and behind each the request and the answer. */
export function Tries({ tried: { trials, currency } }: { tried: Trials }) {
  const answered = trials.filter(({ read }) => read?.outcome === 'ANSWERED').length
  const failed = trials.filter(({ failure }) => failure !== null && failure.kind !== 'TOO_LONG').length
  return (
    <div>
      <p className="mb-3" role="status">
        <strong>{count(answered, 'verdict')}</strong>, {trials.length - answered - failed} without one
        {failed > 0 && `, ${count(failed, 'call')} failed`}. {usedWords(trials, currency)}
      </p>
      {trials.map((trial, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change places
        <OneTry key={index} trial={trial} number={index + 1} currency={currency} />
      ))}
    </div>
  )
}

function usedWords(trials: readonly Trial[], currency: string | null): string {
  const usages = trials.flatMap(({ reply }) => (reply ? [reply.usage] : []))
  const isTold = usages.every(({ input, output }) => input !== null && output !== null)
  const tokens = usages.reduce((sum, { input, output }) => sum + (input ?? 0) + (output ?? 0), 0)
  const cost = trials.reduce((sum, { nanos }) => sum + (nanos ?? 0), 0)
  const used = isTold ? count(tokens, 'token') : `At least ${count(tokens, 'token')}: the provider does not tell all`
  return `${used}, ${currency === null ? 'no price is known' : costWords(cost, currency)}.`
}

type OneProps = { trial: Trial; number: number; currency: string | null }

function OneTry({ trial, number, currency }: OneProps) {
  const { prompt, verdicts, request, reply, failure, read, nanos } = trial
  return (
    <Disclosure
      label={`${number}. ${titleOf(trial)}`}
      aside={verdicts.length > 0 ? verdicts.map(({ label }) => `“${label}”`).join(', ') : `prompt ${prompt}`}
    >
      <div className="space-y-4">
        {failure && <Notice kind="critical">{failure.message}</Notice>}
        {read?.why && <Notice>{read.why}</Notice>}
        {reply && (
          <>
            <p className="text-xs text-ink-2">
              Prompt {prompt}: {toldOrDash(reply.usage.input)} tokens read, {toldOrDash(reply.usage.output)} written
              {nanos !== null && `, ${costWords(nanos, currency)}`}
            </p>
            <Text title="Its answer" text={reply.text} label={`Answer ${number}`} />
            {reply.reasoning && <Text title="Its reasoning" text={reply.reasoning} label={`Reasoning ${number}`} />}
          </>
        )}
        <div>
          <p className="mb-1 text-sm font-semibold">What was sent</p>
          <Messages messages={request.messages} />
        </div>
      </div>
    </Disclosure>
  )
}

function titleOf({ read, failure }: Trial): string {
  if (failure?.kind === 'TOO_LONG') return outcomeWords('TOO_LONG')
  return read ? outcomeWords(read.outcome) : 'The call failed'
}

function toldOrDash(tokens: number | null): string {
  return tokens === null ? 'untold' : tokens.toLocaleString('en')
}

function Text({ title, text, label }: { title: string; text: string; label: string }) {
  return (
    <div>
      <p className="text-sm font-semibold">{title}</p>
      <AsIs text={text || '(empty)'} label={label} />
    </div>
  )
}
