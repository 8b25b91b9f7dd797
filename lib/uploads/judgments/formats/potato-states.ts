import { RecordProblem } from '../../problems'
import { inside } from '../../read/content'
import { id, type JsonRecord, show } from '../../read/fields'
import { type JudgmentFormat, UNSAID } from '../format'
import { objectIn, timeOf } from '../parts'
import { BETTER } from '../questions'
import { choiceOf, isPairwise } from './potato-rows'

/** Potato's file of one user: what they answered of each instance stands under its id. */
export const potatoStates: JudgmentFormat = {
  id: 'potato-states',
  name: 'Potato, states of users (user_state.json)',
  matches: (has) => has('user_id') && has('label_to_value'),
  criteria: [BETTER],
  policy: {
    ties: 'The selection “tie” is a tie, and so is a scale_value of 0.',
    repeats: 'A file has one answer of its user to an instance: the last one.',
    sides: 'Not recorded: Potato shows A left unless its project says otherwise.',
    losses:
      'Of several schemes the first that holds a pairwise verdict is read. A scale counts by its sign: below 0 is for the first. Texts are not in these files: choose a prompt set that has the instances by their ids, with responses of the systems A and B. Spans, surveys and training are not read.',
  },
  read: (record) => {
    const { scheme, answer } = answerOf(record)
    const instance = id(record, 'instance_id')
    const spent = inside(inside(record.spent)[instance ?? ''])
    return [
      {
        ...UNSAID,
        promptId: instance,
        ...{ systemA: 'A', systemB: 'B' },
        annotator: id(record, 'user_id'),
        judgedAt: timeOf(spent, 'ended'),
        elapsedMs: took(spent),
        answers: [{ criterion: 0, ...choiceOf(answer, scheme) }],
      },
    ]
  },
}

/** The first scheme of pairs that the user answered. @throws RecordProblem */
function answerOf({ label_to_value: given }: JsonRecord): { scheme: string; answer: JsonRecord } {
  const schemes = Object.entries(
    Array.isArray(given) ? gathered(given) : objectIn(given, 'instance_id_to_label_to_value'),
  )
  if (schemes.length === 0) throw new RecordProblem('not_counted', 'the user left it without an answer')
  const found = schemes.find(([, answer]) => isPairwise(answer))
  if (!found)
    throw new RecordProblem('missing_field', 'No scheme holds “selection” or “scale_value”: it is not a pairwise one')
  return { scheme: found[0], answer: found[1] as JsonRecord }
}

/** Answers by their scheme from a list of labels with their values, of which the last is in force. */
function gathered(given: readonly unknown[]): JsonRecord {
  const schemes = new Map<string, [name: string, value: unknown][]>()
  for (const pair of given) {
    const [label, value] = Array.isArray(pair) ? pair : []
    const { schema, name } = inside(label)
    if (typeof schema !== 'string' || typeof name !== 'string')
      throw new RecordProblem('wrong_type', `An answer is ${show(pair)}, not a label with its value`)
    schemes.set(schema, [...(schemes.get(schema) ?? []), [name, value]])
  }
  return Object.fromEntries([...schemes].map(([schema, labels]) => [schema, Object.fromEntries(labels)]))
}

function took({ took: milliseconds }: JsonRecord): number | null {
  return typeof milliseconds === 'number' && milliseconds > 0 && milliseconds < 2 ** 31
    ? Math.round(milliseconds)
    : null
}
