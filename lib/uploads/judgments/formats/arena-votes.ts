import { type JsonRecord, text } from '../../read/fields'
import { assistant, filledTexts, user } from '../../read/record-parts'
import { type JudgmentFormat, UNSAID } from '../format'
import { system, unparsed, unwrapped } from '../parts'
import { BETTER } from '../questions'

const COLUMNS = [
  ['winner_model_a', 'A'],
  ['winner_model_b', 'B'],
  ['winner_tie', 'TIE'],
] as const

/** Chatbot Arena as on Kaggle (55k): texts as JSON lists, one column a verdict. */
export const arenaVotes: JudgmentFormat = {
  id: 'arena-votes',
  name: 'Chatbot Arena, one column a verdict (55k)',
  matches: (has) => has('winner_model_a') && has('winner_model_b') && has('winner_tie'),
  criteria: [BETTER],
  policy: {
    ties: 'winner_tie is a tie; the file does not tell which of them were “both are bad”.',
    repeats: 'The file names no judges: nothing is a repeat, and there is no agreement between judges.',
    sides: 'Not recorded.',
    losses: 'Only rows with exactly one 1 among the three columns are verdicts.',
  },
  read: (record) => {
    const [prompts, answersA, answersB] = [
      turnsOf(record, 'prompt'),
      turnsOf(record, 'response_a'),
      turnsOf(record, 'response_b'),
    ]
    const given = COLUMNS.filter(([column]) => String(record[column]).trim() === '1')
    const [only] = given
    if (!only || given.length > 1)
      throw unparsed('winner_…', COLUMNS.map(([column]) => record[column] ?? 'nothing').join(', '))
    const dialogue = (answers: string[]) =>
      answers.flatMap((answer, turn) => [...(turn > 0 ? [user(prompts[turn] ?? '')] : []), assistant(answer)])
    return [
      {
        ...UNSAID,
        prompt: [user(prompts[0] ?? '')],
        systemA: system(record, 'model_a'),
        systemB: system(record, 'model_b'),
        responseA: dialogue(answersA),
        responseB: dialogue(answersB),
        answers: [{ criterion: 0, choice: only[1], raw: only[0] }],
      },
    ]
  },
}

function turnsOf(record: JsonRecord, field: string): string[] {
  const value = unwrapped(record[field])
  return Array.isArray(value) ? filledTexts({ [field]: value }, field) : [text(record, field)]
}
