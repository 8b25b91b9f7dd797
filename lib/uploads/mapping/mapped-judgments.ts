import type { Message } from '@/lib/prompts/messages'
import { scaleLabels } from '@/lib/protocols/comparison/scales'
import { type JudgmentFields, type JudgmentFormat, UNSAID } from '../judgments/format'
import { timeOf } from '../judgments/parts'
import { PLAIN } from '../judgments/questions'
import { RecordProblem } from '../problems'
import { MOST } from '../read/bounds'
import { type JsonRecord, show } from '../read/fields'
import { user } from '../read/record-parts'
import { describePolicy } from './describe-policy'
import { groupIn } from './groups'
import { nameAt, numberAt, scalarAt } from './scalar-at'
import type { MappingOf, Place, Question, SystemName } from './schema'
import { askedIn, isSaid, onePrompt, saidIn } from './texts'
import { valueAt } from './value-at'
import { answerIn, shownFirstIn } from './verdicts'

/** A mapping of judgments as one more format. Each record gives one judgment, or says why it gives none. */
export function mappedJudgments(mapping: MappingOf<'judgment'>): JudgmentFormat {
  return {
    id: 'mapping',
    name: mapping.name,
    matches: () => true,
    criteria: mapping.questions.map(({ question, scale }) => ({ question, scale, labels: labelsOf(scale) })),
    policy: describePolicy(mapping),
    ...(mapping.criterion && { answersApart: true as const }),
    read: (record) => [judgmentIn(record, mapping)],
  }
}

function labelsOf(scale: Question['scale']): Record<string, string> {
  return { ...scaleLabels(scale), ...(scale === 'THREE' || scale === 'THREE_BOTH_BAD' ? PLAIN : {}) }
}

function judgmentIn(record: JsonRecord, mapping: MappingOf<'judgment'>): JudgmentFields {
  const systems = { systemA: systemIn(record, mapping.modelA), systemB: systemIn(record, mapping.modelB) }
  const leftIsA = shownFirstIn(record, mapping.shownFirst, systems)
  const annotator = nameAt(record, mapping.annotator)
  const turn = turnAt(record, mapping.turn)
  return {
    ...UNSAID,
    ...upToTurn(textsOfPair(record, mapping), turn),
    ...systems,
    part: turn === null ? '' : `turn ${turn}`,
    leftIsA,
    annotator,
    ...groupIn(record, mapping.groups, annotator),
    judgedAt: timeAt(record, mapping.time),
    elapsedMs: elapsedIn(record, mapping.seconds),
    rationale: mapping.rationale && isSaid(record, mapping.rationale) ? reasonIn(record, mapping.rationale) : null,
    answers: questionsOf(record, mapping).map(({ question, criterion }) =>
      answerIn(record, question, criterion, { ...systems, leftIsA }),
    ),
  }
}

/** The questions that a row answers: all, or the one that its criterion says. @throws RecordProblem `unknown_value` */
function questionsOf(record: JsonRecord, { criterion: place, questions }: MappingOf<'judgment'>) {
  const all = questions.map((question, criterion) => ({ question, criterion }))
  if (!place) return all
  const value = scalarAt(record, place)
  const asked = all.filter(({ question }) => question.when === value)
  if (asked.length === 0)
    throw new RecordProblem(
      'unknown_value',
      `“${place.path}” is ${show(value)}, of which the mapping does not say which question it is`,
    )
  return asked
}

function turnAt(record: JsonRecord, place: Place | undefined): number | null {
  const turn = place ? numberAt(record, place) : null
  if (place && turn !== null && (!Number.isInteger(turn) || turn < 1 || turn > MOST.turns))
    throw new RecordProblem('wrong_type', `“${place.path}” is ${turn}, not the number of a turn from 1`)
  return turn
}

type Texts = ReturnType<typeof textsOfPair>

/** Both dialogues up to their answer of this number. @throws RecordProblem `wrong_turns` where one has fewer */
function upToTurn({ responseA, responseB, ...asked }: Texts, turn: number | null): Texts {
  const cut = (response: Message[] | null) => {
    if (turn === null || response === null) return response
    const ends = response.flatMap(({ role }, index) => (role === 'assistant' ? [index] : []))
    const end = ends[turn - 1]
    if (end === undefined)
      throw new RecordProblem('wrong_turns', `A response has ${ends.length} answers; the row is of turn ${turn}`)
    return response.slice(0, end + 1)
  }
  return { ...asked, responseA: cut(responseA), responseB: cut(responseB) }
}

/** The name of a system, which has to be there. @throws RecordProblem */
export function systemIn(record: JsonRecord, { fixed, path, json }: SystemName): string {
  if (fixed !== undefined) return fixed
  const name = nameAt(record, { path: path ?? '', json })
  if (name === null) throw new RecordProblem('missing_field', `“${path}” is empty: it names a system`)
  return name
}

type WithPair = Pick<MappingOf<'judgment'>, 'promptId' | 'prompt' | 'category' | 'tags' | 'responseA' | 'responseB'>

/** The prompt and two responses of a row, as far as the row holds them. @throws RecordProblem */
export function textsOfPair(record: JsonRecord, mapping: WithPair) {
  const { later, prompt, ...asked } = askedIn(record, mapping)
  const said = (place: Place | undefined) => (place && isSaid(record, place) ? saidIn(record, place, later) : null)
  const [a, b] = [said(mapping.responseA), said(mapping.responseB)]
  // Without responses the user's later turns have no other place.
  const turns = a || b ? prompt : prompt && [...prompt, ...later.map(user)]
  return {
    ...asked,
    prompt: onePrompt(turns, [a?.opening ?? null, b?.opening ?? null]),
    responseA: a?.response ?? null,
    responseB: b?.response ?? null,
  }
}

function reasonIn(record: JsonRecord, place: Place): string {
  const value = valueAt(record, place)
  if (typeof value !== 'string') throw new RecordProblem('wrong_type', `“${place.path}” is ${show(value)}, not text`)
  return value
}

/** Later than any time in seconds: so it is in milliseconds. */
const MILLISECONDS_FROM = 1e11

function timeAt(record: JsonRecord, place: Place | undefined): string | null {
  if (!place) return null
  const value = valueAt(record, place)
  const number = typeof value === 'string' && /^\s*\d{9,}(\.\d+)?\s*$/.test(value) ? Number(value) : value
  const seconds = typeof number === 'number' && number >= MILLISECONDS_FROM ? number / 1000 : number
  return timeOf({ [place.path]: seconds }, place.path)
}

const MOST_MS = 2 ** 31 - 1

function elapsedIn(record: JsonRecord, place: Place | undefined): number | null {
  const seconds = place ? numberAt(record, place) : null
  if (place === undefined || seconds === null) return null
  const milliseconds = Math.round(seconds * 1000)
  if (milliseconds < 0 || milliseconds > MOST_MS)
    throw new RecordProblem(
      'wrong_type',
      `“${place.path}” is ${seconds}, which is no time that judging took, in seconds`,
    )
  return milliseconds
}
