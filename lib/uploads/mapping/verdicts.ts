import type { ImportedAnswer } from '../judgments/format'
import { RecordProblem } from '../problems'
import { type JsonRecord, show } from '../read/fields'
import { codeFor, type Meaning } from './meanings'
import { numberAt, scalarAt } from './scalar-at'
import type { Question, ShownFirst, Verdict } from './schema'

/** A row's two systems, and which of them stood first. */
type Pair = { systemA: string; systemB: string; leftIsA: boolean | null }

/** What a row answers to a question. @throws RecordProblem `unparsed` for no verdict; `unknown_value` for one without a meaning */
export function answerIn(record: JsonRecord, question: Question, criterion: number, pair: Pair): ImportedAnswer {
  const { means, raw, path } = meaningIn(record, question.verdict, pair)
  if (means === 'NONE') throw new RecordProblem('unparsed', `“${path}” is ${show(raw)}, which is no verdict`)
  const choice = codeFor(means, pair.leftIsA)
  if (choice === null)
    throw new RecordProblem(
      'unparsed',
      `“${path}” goes by the response shown first, and the row does not say which that was`,
    )
  return { criterion, choice, raw }
}

type Found = { means: Meaning; raw: string; path: string }

function meaningIn(record: JsonRecord, verdict: Verdict, pair: Pair): Found {
  switch (verdict.kind) {
    case 'values':
      return ofValue(record, verdict, pair)
    case 'columns':
      return ofColumns(record, verdict)
    case 'number':
      return ofNumber(record, verdict)
  }
}

function ofValue(record: JsonRecord, verdict: Extract<Verdict, { kind: 'values' }>, pair: Pair): Found {
  const raw = scalarAt(record, verdict.from)
  const { path } = verdict.from
  const given = verdict.values.find(({ value }) => value === raw)?.means
  const means = given ?? (verdict.names ? namedIn(raw, pair) : null) ?? (verdict.others === 'LEAVE_OUT' ? 'NONE' : null)
  if (means === null) throw unknownValue(path, raw)
  return { means, raw, path }
}

const SET = new Set(['1', '1.0', 'true', 'True', 'TRUE', 'yes', 'Yes', 'x', 'X'])

function ofColumns(record: JsonRecord, { columns }: Extract<Verdict, { kind: 'columns' }>): Found {
  const given = columns.filter(({ from }) => SET.has(scalarAt(record, from)))
  const [only] = given
  const path = columns.map(({ from }) => from.path).join('”, “')
  if (!only || given.length > 1) {
    const values = columns.map(({ from }) => scalarAt(record, from) || 'nothing').join(', ')
    throw new RecordProblem(
      'unparsed',
      `Of “${path}” ${given.length === 0 ? 'none is' : 'several are'} set: ${values.slice(0, 80)}`,
    )
  }
  return { means: only.means, raw: only.from.path, path: only.from.path }
}

function ofNumber(record: JsonRecord, { from, minus, steps }: Extract<Verdict, { kind: 'number' }>): Found {
  const [first, second] = [numberAt(record, from), minus ? numberAt(record, minus) : 0]
  const path = minus ? `${from.path} − ${minus.path}` : from.path
  if (first === null || second === null) throw new RecordProblem('unparsed', `“${path}” is no number: it is empty`)
  const number = first - second
  const step = steps.find(
    ({ below, upTo }) => (below === undefined || number < below) && (upTo === undefined || number <= upTo),
  )
  const raw = minus ? `${first} − ${second}` : String(first)
  if (!step) throw unknownValue(path, raw)
  return { means: step.means, raw, path }
}

/** Which response stood first; null where the file does not say. @throws RecordProblem `unknown_value` */
export function shownFirstIn(
  record: JsonRecord,
  shown: ShownFirst | undefined,
  systems: Pick<Pair, 'systemA' | 'systemB'>,
): boolean | null {
  if (!shown) return null
  if (shown.kind === 'always') return shown.means === 'A'
  const raw = scalarAt(record, shown.from)
  const means = shown.values.find(({ value }) => value === raw)?.means ?? (shown.names ? namedIn(raw, systems) : null)
  if (means === null) throw unknownValue(shown.from.path, raw)
  return means === 'UNKNOWN' ? null : means === 'A'
}

function namedIn(raw: string, { systemA, systemB }: Pick<Pair, 'systemA' | 'systemB'>): 'A' | 'B' | null {
  // One that both are called says nothing.
  if (systemA === systemB) return null
  return raw === systemA ? 'A' : raw === systemB ? 'B' : null
}

function unknownValue(path: string, raw: string): RecordProblem {
  return new RecordProblem(
    'unknown_value',
    `“${path}” is ${show(raw)}, of which the mapping does not say what it means`,
  )
}
