import type { Message } from '@/lib/prompts/messages'
import { RecordProblem } from '../../problems'
import { checkText, id, isGiven, type JsonRecord, messages, name } from '../../read/fields'
import { promptIn } from '../../read/record-parts'
import { type JudgmentFormat, UNSAID } from '../format'
import { exchanges, unwrapped } from '../parts'
import { THREE } from '../questions'

const NAMES = [
  ['chosen_model', 'rejected_model'],
  ['chosen-model', 'rejected-model'],
] as const

/** TRL's preferences and UltraFeedback-binarized: one response is preferred to the other. */
export const trlPreference: JudgmentFormat = {
  id: 'trl-preference',
  name: 'TRL preferences (UltraFeedback binarized)',
  matches: (has) => has('chosen') && has('rejected'),
  criteria: [THREE],
  policy: {
    ties: 'There are none: such files leave them out.',
    repeats: 'Rows of one annotator on one pair are repeats, where annotators are named.',
    sides: 'Not recorded.',
    losses:
      'Without chosen_model and rejected_model the two systems are called “chosen” and “rejected”, and the first wins by definition. Scores are not read.',
  },
  read: (record) => {
    const named = NAMES.find(([a, b]) => isGiven(record, a) && isGiven(record, b))
    const [systemA, systemB] = named ? [name(record, named[0]), name(record, named[1])] : ['chosen', 'rejected']
    const [a, b] = [sideOf(record, 'chosen'), sideOf(record, 'rejected')]
    const prompt = a.prompt ?? (isGiven(record, 'prompt') ? promptIn(record) : null)
    if (prompt === null)
      throw new RecordProblem('missing_field', '“prompt” is missing, and “chosen” begins with an answer')
    return [
      {
        ...UNSAID,
        promptId: id(record, 'prompt_id'),
        prompt,
        category: name(record, 'source'),
        systemA: systemA ?? 'chosen',
        systemB: systemB ?? 'rejected',
        responseA: a.response,
        responseB: b.response,
        annotator: id(record, 'annotator'),
        answers: [{ criterion: 0, choice: 'A', raw: 'chosen' }],
      },
    ]
  },
}

/** A response: a text, its turns, or the whole conversation with the prompt before it. */
function sideOf(record: JsonRecord, field: string): { prompt: Message[] | null; response: Message[] } {
  const value = unwrapped(record[field])
  if (!Array.isArray(value))
    return { prompt: null, response: [{ role: 'assistant', content: checkText(record[field], `“${field}”`) }] }
  const turns = messages({ [field]: value }, field)
  return turns[0]?.role === 'assistant' ? { prompt: null, response: turns } : exchanges(record, field, null)
}
