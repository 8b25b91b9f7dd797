import { name } from '../../read/fields'
import { type JudgmentFormat, UNSAID } from '../format'
import { pairIn } from '../pair-fields'
import { codeOf } from '../parts'
import { THREE } from '../questions'

const CODES = new Map([
  ['0', 'A'],
  ['1', 'B'],
  ['2', 'TIE'],
])

/** Auto-J's test set of pairs: keys have spaces, systems are not named. */
export const autoJ: JudgmentFormat = {
  id: 'auto-j',
  name: 'Auto-J test set of pairs',
  matches: (has) => has('response 1') && has('response 2') && has('label') && has('prompt'),
  criteria: [THREE],
  policy: {
    ties: 'A label of 2 is a tie; 0 is for the first response, 1 for the second.',
    repeats: 'The file names no judges: nothing is a repeat, and there is no agreement between judges.',
    sides: 'Not recorded.',
    losses: 'Systems are not named: “response 1” and “response 2” stand for places. The scenario is kept as category.',
  },
  read: (record) => [
    {
      ...UNSAID,
      ...pairIn(record).about,
      category: name(record, 'scenario'),
      answers: [{ criterion: 0, choice: codeOf(record, 'label', CODES), raw: String(record.label) }],
    },
  ],
}
