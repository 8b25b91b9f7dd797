'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { FocusHome } from '@/components/ui/focus-home'
import { Notice } from '@/components/ui/notice'
import { useSubmit } from '@/components/ui/use-submit'
import { count } from '@/lib/numbers/count'
import type { ModelRunRow } from '@/lib/runs/read-runs'
import type { Answer } from '@/lib/server/action'
import { BudgetButton } from './budget-button'
import type { RunKey } from './run-key'

type Act<T = unknown> = (input: RunKey) => Promise<Answer<T>>
export type RunActs = {
  start: Act
  pause: Act
  resume: Act
  cancel: Act
  reparse: Act<{ read: number; changed: number }>
  price: Act<number>
  budget: React.ComponentProps<typeof BudgetButton>['set']
}

type Props = { studyId: string; run: ModelRunRow; acts: RunActs; isOpen: boolean }

/** What may be done about a model's run, as it stands. */
export function RunButtons({ studyId, run, acts, isOpen }: Props) {
  const { submit, trouble, isPending } = useSubmit()
  const key = { studyId, annotatorId: run.annotatorId }
  const { code, status, slots } = run
  const press = (act: Act) =>
    submit(
      () => act(key),
      () => {},
    )
  const mayCancel = status === 'RUNNING' || status === 'PAUSED' || status === 'STOPPED'
  return (
    <FocusHome label={`What can be done about ${code}`} className="justify-self-end max-md:justify-self-start">
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        {isOpen && status === 'READY' && (
          <ConfirmButton
            label="Start…"
            look="primary"
            title={`Start ${code}?`}
            confirmLabel={`Start ${code}`}
            onConfirm={() => acts.start(key)}
          >
            <p>
              {run.model} is asked about {count(slots.open, 'slot')}, one call each. It goes on by itself, can be paused
              at any time, and stops before its budget would be exceeded.
            </p>
          </ConfirmButton>
        )}
        {status === 'RUNNING' && (
          <Button onPress={() => press(acts.pause)} isPending={isPending} aria-label={`Pause ${code}`}>
            Pause
          </Button>
        )}
        {isOpen && (status === 'PAUSED' || status === 'STOPPED') && (
          <Button
            look="primary"
            onPress={() => press(acts.resume)}
            isPending={isPending}
            aria-label={`Go on with ${code}`}
          >
            Go on
          </Button>
        )}
        {isOpen && status !== 'DONE' && status !== 'CANCELLED' && (
          <BudgetButton runKey={key} run={run} set={acts.budget} />
        )}
        {mayCancel && <CancelButton code={code} cancel={() => acts.cancel(key)} />}
        {run.calls > 0 && status !== 'RUNNING' && <Afterwards studyId={studyId} run={run} acts={acts} />}
      </div>
      {trouble && (
        <Notice kind="critical" className="mt-2 max-w-80">
          {trouble.message}
        </Notice>
      )}
    </FocusHome>
  )
}

function CancelButton({ code, cancel }: { code: string; cancel: () => Promise<Answer<unknown>> }) {
  return (
    <ConfirmButton
      label="Cancel…"
      look="plain"
      title={`Cancel ${code}?`}
      confirmLabel={`Cancel ${code} for good`}
      onConfirm={cancel}
    >
      <p>
        It is asked nothing more. What it judged stays and counts; its open slots stay open. This cannot be taken back.
      </p>
    </ConfirmButton>
  )
}

/** What can be done with calls that are stored: without a new one. */
function Afterwards({ studyId, run: { annotatorId, code, model, unpriced }, acts }: Omit<Props, 'isOpen'>) {
  const [said, setSaid] = useState<string | null>(null)
  const key = { studyId, annotatorId }
  const parse = async () => {
    const answer = await acts.reparse(key)
    if (answer.ok) setSaid(readWords(answer.value))
    return answer
  }
  const price = async () => {
    const answer = await acts.price(key)
    if (answer.ok) setSaid(pricedWords(answer.value, model))
    return answer
  }
  return (
    <>
      <ConfirmButton
        label="Parse again…"
        look="plain"
        title={`Read the answers of ${code} again?`}
        confirmLabel="Parse again"
        onConfirm={parse}
      >
        <p>
          Every stored answer is read anew by the parser of this version. Nobody is asked. A verdict that changes adds a
          row; the one before stays on record.
        </p>
      </ConfirmButton>
      {unpriced > 0 && (
        <ConfirmButton
          label="Price this run…"
          look="plain"
          title={`Price the run of ${code}?`}
          confirmLabel="Price this run"
          onConfirm={price}
        >
          <p>
            {count(unpriced, 'call has', 'calls have')} no cost, since no price was known.{' '}
            {unpriced === 1 ? 'It gets' : 'They get'} the one of the day on which each was sent, by the tokens it used.
          </p>
        </ConfirmButton>
      )}
      {said && (
        <p role="status" className="w-full text-right text-xs text-ink-2 max-md:text-left">
          {said}
        </p>
      )}
    </>
  )
}

function pricedWords(priced: number, model: string): string {
  if (priced > 0) return `${count(priced, 'call has', 'calls have')} a cost now.`
  return `No call could be priced: the price of ${model} holds from a later day than they were sent. An admin can add one for that day, on the page Providers.`
}

function readWords({ read, changed }: { read: number; changed: number }): string {
  return `${count(read, 'answer')} read again: ${changed === 0 ? 'every verdict is as it was' : `${count(changed, 'verdict')} changed`}.`
}
