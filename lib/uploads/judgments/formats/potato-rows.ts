import { RecordProblem } from '../../problems'
import { id, isGiven, type JsonRecord, name, text, texts } from '../../read/fields'
import { assistant, user } from '../../read/record-parts'
import { type JudgmentFormat, UNSAID } from '../format'
import { objectIn, unparsed, unwrapped } from '../parts'
import { BETTER } from '../questions'
import { verdictIn } from '../verdict-words'

const USERS = ['user_id', 'user', 'annotator'] as const
const WITHIN = ['label_annotations', 'annotations', 'labels'] as const

/** Potato's rows of its pairwise scheme: what was selected, or where a slider stood, below 0 for the first. */
export const potatoRows: JudgmentFormat = {
  id: 'potato-rows',
  name: 'Potato, exported rows of the pairwise scheme',
  matches: (has) => has('instance_id') && USERS.some(has) && !has('fields'),
  criteria: [BETTER],
  policy: {
    ties: 'The selection “tie” is a tie, and so is a scale_value of 0.',
    repeats: 'Rows of one user on one instance are repeats.',
    sides: 'Not recorded: Potato shows A left unless its project says otherwise.',
    losses:
      'Of several schemes the first that holds a verdict is read. A scale counts by its sign: below 0 is for the first. Texts are read where a row has “responses”; else they are absent.',
  },
  read: (record) => {
    const who = USERS.find((field) => isGiven(record, field))
    const { answer, scheme } = answerOf(record)
    return [
      {
        ...UNSAID,
        ...textsOf(record),
        promptId: id(record, 'instance_id'),
        systemA: name(record, 'model_a') ?? 'A',
        systemB: name(record, 'model_b') ?? 'B',
        annotator: who === undefined ? null : id(record, who),
        answers: [{ criterion: 0, ...choiceOf(answer, scheme) }],
      },
    ]
  },
}

/** The first scheme that a pairwise answer is under, in the row or in its annotations. */
function answerOf(record: JsonRecord): { scheme: string; answer: JsonRecord } {
  const field = WITHIN.find((one) => isGiven(record, one))
  const within = field === undefined ? record : objectIn(unwrapped(record[field]), field)
  const found = Object.entries(within).flatMap(([scheme, value]) => {
    const answer = unwrapped(value)
    return isPairwise(answer) ? [{ scheme, answer }] : []
  })
  if (!found[0])
    throw new RecordProblem('missing_field', 'No scheme holds “selection” or “scale_value”: it is not a pairwise one')
  return found[0]
}

/** Whether a value is an answer of the pairwise scheme. */
export function isPairwise(value: unknown): value is JsonRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    (Object.hasOwn(value, 'selection') || Object.hasOwn(value, 'scale_value'))
  )
}

/** The verdict of such an answer. @throws RecordProblem `unparsed` */
export function choiceOf({ selection, scale_value: scale }: JsonRecord, scheme: string) {
  if (scale === undefined) return verdictIn(selection, `“${scheme}”`)
  const number = typeof scale === 'string' && scale.trim() !== '' ? Number(scale) : scale
  if (typeof number !== 'number' || !Number.isFinite(number)) throw unparsed(scheme, scale)
  return { choice: number < 0 ? 'A' : number > 0 ? 'B' : 'TIE', raw: String(scale) }
}

/** The two responses, in their order, and what was asked, where a row has them. */
function textsOf(record: JsonRecord) {
  const responses = unwrapped(record.responses)
  const [a, b] = Array.isArray(responses) ? texts({ responses }, 'responses') : []
  if (a === undefined || b === undefined) return {}
  return {
    prompt: isGiven(record, 'prompt') ? [user(text(record, 'prompt'))] : null,
    responseA: [assistant(a)],
    responseB: [assistant(b)],
  }
}
