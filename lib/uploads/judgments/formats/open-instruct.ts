import { name, text } from '../../read/fields'
import { assistant, promptIn, requiredId } from '../../read/record-parts'
import { type JudgmentFormat, UNSAID } from '../format'
import { codeOf, system, timeOf } from '../parts'
import { ACCEPTABLE, FIVE } from '../questions'

const PREFERENCES = new Map([
  ['a-is-better', 'A2'],
  ['a-is-slightly-better', 'A1'],
  ['tie', 'TIE'],
  ['b-is-slightly-better', 'B1'],
  ['b-is-better', 'B2'],
])

const YES = new Map([
  ['yes', 'yes'],
  ['no', 'no'],
])

/** By whether the first and the second are acceptable. */
const ACCEPTED: Record<string, string> = { 'yes yes': 'TIE', 'yes no': 'A', 'no yes': 'B', 'no no': 'BOTH_BAD' }

/** open-instruct's human evaluation (Tulu): five grades, and whether each response is acceptable. */
export const openInstruct: JudgmentFormat = {
  id: 'open-instruct',
  name: 'open-instruct human evaluation (Tulu)',
  matches: (has) => has('completion_a_is_acceptable') && has('completion_b_is_acceptable') && has('preference'),
  criteria: [FIVE, ACCEPTABLE],
  policy: {
    ties: '“tie” is a tie. Slightly and clearly better are two grades, which figures count alike.',
    repeats: 'Rows of one evaluator on one instance are repeats, whichever way round the two responses stood.',
    sides: 'Not recorded: the files do not say on which side completion_a stood.',
    losses:
      'Whether each response is acceptable becomes one question about the two. instance_quality and comment are not read.',
  },
  read: (record) => {
    const acceptable = (['completion_a_is_acceptable', 'completion_b_is_acceptable'] as const).map((field) =>
      codeOf(record, field, YES),
    )
    return [
      {
        ...UNSAID,
        promptId: requiredId(record, 'instance_id'),
        prompt: promptIn(record),
        systemA: system(record, 'model_a'),
        systemB: system(record, 'model_b'),
        responseA: [assistant(text(record, 'completion_a'))],
        responseB: [assistant(text(record, 'completion_b'))],
        annotator: name(record, 'evaluator'),
        group: 'Evaluators',
        judgedAt: timeOf(record, 'timestamp'),
        answers: [
          { criterion: 0, choice: codeOf(record, 'preference', PREFERENCES), raw: String(record.preference) },
          { criterion: 1, choice: ACCEPTED[acceptable.join(' ')] ?? '', raw: acceptable.join(', ') },
        ],
      },
    ]
  },
}
