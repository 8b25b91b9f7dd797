import { RecordProblem } from '../../problems'
import { MOST } from '../../read/bounds'
import { show, text } from '../../read/fields'
import { assistant, promptIn } from '../../read/record-parts'
import { type JudgmentFormat, UNSAID } from '../format'
import { system } from '../parts'

/** UltraFeedback as it was collected: several completions a prompt, each with its model. */
export const ultraFeedback: JudgmentFormat = {
  id: 'ultra-feedback',
  name: 'UltraFeedback (completions with their models)',
  matches: (has) => has('instruction') && has('completions'),
  criteria: [],
  policy: {
    ties: 'Ratings are not read.',
    repeats: 'The same text of a model to a prompt is taken once; another one is a further sample.',
    sides: 'None: a study decides them.',
    losses: 'Annotations, principles and system prompts are not read.',
  },
  read: (record) => {
    const { completions } = record
    if (!Array.isArray(completions) || completions.length === 0 || completions.length > MOST.samples)
      throw new RecordProblem(
        'wrong_type',
        `“completions” is ${show(completions)}, not a list of answers with their models`,
      )
    const about = { ...UNSAID, prompt: promptIn(record), category: null, systemB: null, answers: [] }
    return completions.map((completion: unknown, index) => {
      if (typeof completion !== 'object' || completion === null)
        throw new RecordProblem('wrong_type', `“completions” at ${index} is ${show(completion)}, not an object`)
      const one = { ...completion } as Record<string, unknown>
      return { ...about, systemA: system(one, 'model'), responseA: [assistant(text(one, 'response'))] }
    })
  },
}
