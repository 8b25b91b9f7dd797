import { type JudgmentFormat, UNSAID } from '../format'
import { pairIn } from '../pair-fields'
import { codeOf } from '../parts'
import { THREE } from '../questions'

const CODES = new Map([
  ['1', 'A'],
  ['2', 'B'],
])

/** LLMBar's sets: which of two outputs follows the instruction, as its authors agreed. */
export const llmbar: JudgmentFormat = {
  id: 'llmbar',
  name: 'LLMBar',
  matches: (has) => has('input') && has('output_1') && has('output_2') && has('label'),
  criteria: [THREE],
  policy: {
    ties: 'There are none.',
    repeats: 'There are none: each pair has one label, on which its authors agreed.',
    sides: 'Not recorded.',
    losses: 'Systems are not named: “output_1” and “output_2” stand for places.',
  },
  read: (record) => [
    {
      ...UNSAID,
      ...pairIn(record).about,
      ...{ annotator: 'authors', group: 'Authors' },
      answers: [{ criterion: 0, choice: codeOf(record, 'label', CODES), raw: String(record.label) }],
    },
  ],
}
