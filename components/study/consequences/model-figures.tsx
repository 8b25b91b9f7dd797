'use client'

import { useEffect, useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { Note } from '@/components/ui/text'
import type { StudyInput } from '@/lib/designs/schema'
import { count } from '@/lib/numbers/count'
import type { ModelEstimate } from '@/lib/runs/estimate-models'
import { type ModelSource, sendable } from '../design/models/source'
import { costWords, rangeWords } from '../models/money-words'
import { Figure } from './figure'
import { whole } from './words'

type Props = {
  design: StudyInput
  estimate: ModelSource['estimate']
  /** What models are asked for in all; null where nothing can be counted yet. */
  judgments: number | null
}
type Found = { kind: 'found'; of: StudyInput; estimates: ModelEstimate[] }
type State = { kind: 'waiting' } | Found | { kind: 'refused'; message: string }

/** What the language models of a design come to, apart from the hours and the pay of people: ranges, since answers differ. */
export function ModelFigures({ design, estimate, judgments }: Props) {
  const state = useEstimate(design, estimate)
  const isRating = design.protocol === 'RATING'
  return (
    <section aria-labelledby="models-cost">
      <h3 id="models-cost">What the models come to</h3>
      <div aria-live="polite">
        {judgments !== null && (
          <Figure
            label="Judgments by models"
            small={isRating ? 'a call for each' : 'a call for each order'}
            value={whole(judgments)}
          >
            Items{isRating ? '' : ' × orders'} × times asked, of all models. Nobody is paid for them by the hour, and
            they take no judgment from people.
          </Figure>
        )}
        {state.kind === 'waiting' && <Note>Counting calls and tokens …</Note>}
        {state.kind === 'refused' && <Note>{state.message}</Note>}
        {state.kind === 'found' && (
          <>
            {namesOf(state.of).map((name, index) => {
              const found = state.estimates[index]
              // biome-ignore lint/suspicious/noArrayIndexKey: one model may stand here twice
              return found && <OneModel key={index} name={name} {...found} />
            })}
            <AllModels estimates={state.estimates} />
          </>
        )}
      </div>
    </section>
  )
}

/** What several models cost together, where that can be added up. */
function AllModels({ estimates }: { estimates: readonly ModelEstimate[] }) {
  const [currency] = new Set(estimates.map((one) => one.currency))
  const costs = estimates.flatMap(({ nanos, ...one }) => (nanos && one.currency === currency ? [nanos] : []))
  if (estimates.length < 2 || costs.length < estimates.length || !currency) return null
  const [low, high] = [sumOf(costs.map((cost) => cost.low)), sumOf(costs.map((cost) => cost.high))]
  return (
    <Figure
      label="Cost of models"
      small="all of them together"
      value={rangeWords({ low, high }, (nanos) => costWords(nanos, currency))}
    >
      The sum of the ranges above: it is unlikely that all end at their high ends.
    </Figure>
  )
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

/** In the order of the design, by its group's letters. */
function namesOf({ models: groups }: StudyInput): string[] {
  return groups.flatMap(({ codePrefix, models }) => models.map(({ model }) => `${codePrefix}: ${model}`))
}

function OneModel({
  name,
  items,
  calls,
  tokens,
  nanos,
  most,
  currency,
  fits,
  counted,
  seconds,
}: ModelEstimate & { name: string }) {
  if (counted === 0) return <Note>{name}: no item has all its responses yet, so that nothing can be counted.</Note>
  return (
    <>
      <Figure
        label={<span className="wrap-anywhere">{name}</span>}
        small={`${count(calls, 'call')}, ${rangeWords(tokens, rough)} tokens`}
        value={nanos ? rangeWords(nanos, (n) => costWords(n, currency)) : 'no price'}
      >
        <ul>
          <li>
            Calls: {count(items, 'item')} × orders × times asked. What is cut off is asked once more, with twice the
            room.
          </li>
          <li>
            Tokens: counted over {count(counted, 'item')}; other tokenizers count fewer or more. If every answer took
            all its room: {rough(most.tokens)}
            {most.nanos !== null && `, ${costWords(most.nanos, currency)}`}.
          </li>
          <li>{seconds === null ? NO_RATE : `Time at the provider’s rate: ${timeWords(seconds)} at least.`}</li>
          {!nanos && <li>No price of it is known: an admin types it in, on the page Providers.</li>}
        </ul>
      </Figure>
      {!fits && (
        <p className="mt-1 grid grid-cols-[1.1rem_1fr] gap-x-2 text-xs">
          <span className="text-caution">
            <Icon name="caution" />
          </span>
          Its budget may not reach to the end: the run would stop before, and could be given more.
        </p>
      )}
    </>
  )
}

/** An estimate, without digits that nobody can know. */
function rough(n: number): string {
  return n.toLocaleString('en', { maximumSignificantDigits: 3 })
}

const NO_RATE = 'Time: the provider has no rate a minute set; it takes as long as its answers do.'

function timeWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`
  return `${(seconds / 3600).toLocaleString('en', { maximumFractionDigits: 1 })} h`
}

const UNFINISHED = 'Choose what is judged, a model and a budget: then this says what it comes to.'

/** Asks the server, which has the texts; what comes of a design that has changed since is passed over. */
function useEstimate(design: StudyInput, estimate: ModelSource['estimate']): State {
  const [state, setState] = useState<State>({ kind: 'waiting' })
  useEffect(() => {
    let isOld = false
    const ask = async () => {
      const answer = await estimate({ design: sendable(design) }).catch(() => null)
      if (isOld) return
      if (answer?.ok) setState({ kind: 'found', of: design, estimates: answer.value })
      else setState({ kind: 'refused', message: answer ? UNFINISHED : 'The server did not answer.' })
    }
    void ask()
    return () => {
      isOld = true
    }
  }, [design, estimate])
  return state
}
