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

type Props = { design: StudyInput; estimate: ModelSource['estimate'] }
type Found = { kind: 'found'; of: StudyInput; estimates: ModelEstimate[] }
type State = { kind: 'waiting' } | Found | { kind: 'refused'; message: string }

/** What the language models of a design come to, apart from the hours and the pay of people: ranges, since answers differ. */
export function ModelFigures({ design, estimate }: Props) {
  const state = useEstimate(design, estimate)
  return (
    <section aria-labelledby="models-cost">
      <h3 id="models-cost">What the models come to</h3>
      <div aria-live="polite">
        {state.kind === 'waiting' && <Note>Counting calls and tokens …</Note>}
        {state.kind === 'refused' && <Note>{state.message}</Note>}
        {state.kind === 'found' &&
          namesOf(state.of).map((name, index) => {
            const found = state.estimates[index]
            // biome-ignore lint/suspicious/noArrayIndexKey: one model may stand here twice
            return found && <OneModel key={index} name={name} {...found} />
          })}
      </div>
    </section>
  )
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
        small={`${count(calls, 'call')}, ${rangeWords(tokens, whole)} tokens`}
        value={nanos ? rangeWords(nanos, (n) => costWords(n, currency)) : 'no price'}
      >
        <ul>
          <li>
            Calls: {count(items, 'item')} × orders × times asked. What is cut off is asked once more, with twice the
            room.
          </li>
          <li>
            Tokens: counted over {count(counted, 'item')}; other tokenizers count fewer or more. If every answer took
            all its room: {whole(most.tokens)}
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
