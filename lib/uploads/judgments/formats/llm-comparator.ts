import { id, isGiven, type JsonRecord, name, tags } from '../../read/fields'
import { type JudgmentFields, type JudgmentFormat, UNSAID } from '../format'
import { pairIn } from '../pair-fields'
import { listIn, maybeText, unparsed } from '../parts'
import { THREE } from '../questions'

/** LLM Comparator's file: pairs with the scores of their raters. Its list of examples is read out of the one object. */
export const llmComparator: JudgmentFormat = {
  id: 'llm-comparator',
  name: 'LLM Comparator',
  matches: (has) => has('input_text') && has('output_text_a') && has('output_text_b'),
  criteria: [THREE],
  policy: {
    ties: 'A score of 0 is a tie; above it is for model A, below for model B.',
    repeats: 'Raters are told apart by “rater”, else by their place in an example’s list: then there are none.',
    sides: 'Known where a rater says is_flipped.',
    losses:
      'Each score counts by its sign and stays in the raw label. Where an example has no raters, its own score is one judgment. Custom fields and clusters are not read.',
  },
  read: (record) => {
    const raters = isGiven(record, 'individual_rater_scores')
      ? listIn(record.individual_rater_scores, 'individual_rater_scores')
      : []
    const { about } = pairIn(record)
    const example = {
      ...UNSAID,
      ...about,
      ...modelsOf(record),
      promptId: promptIdOf(record),
      tags: tags(record, 'tags'),
      group: 'Raters',
      isModel: true,
    }
    if (raters.length === 0) return [{ ...example, annotator: 'score', answers: [answerOf(record)] }]
    return raters.map((rater, place) => judgmentOf(example, rater, place))
  },
}

function judgmentOf(example: Omit<JudgmentFields, 'answers'>, rater: JsonRecord, place: number): JudgmentFields {
  return {
    ...example,
    annotator: id(rater, 'rater') ?? `rater ${place + 1}`,
    leftIsA: typeof rater.is_flipped === 'boolean' ? !rater.is_flipped : null,
    rationale: maybeText(rater, 'rationale'),
    answers: [answerOf(rater)],
  }
}

function answerOf({ score }: JsonRecord) {
  if (typeof score !== 'number' || !Number.isFinite(score)) throw unparsed('score', score)
  return { criterion: 0, choice: score > 0 ? 'A' : score < 0 ? 'B' : 'TIE', raw: String(score) }
}

/** Our own files have it among the custom fields. */
function promptIdOf({ custom_fields: fields }: JsonRecord): string | null {
  return typeof fields === 'object' && fields !== null ? id(fields as JsonRecord, 'prompt_id') : null
}

/** The models stand before the list; what stands there is a field of each record. */
function modelsOf({ models }: JsonRecord) {
  const [a, b] = (Array.isArray(models) ? models : []) as JsonRecord[]
  if (!a || !b || !isGiven(a, 'name') || !isGiven(b, 'name')) return { systemA: 'A', systemB: 'B' }
  return { systemA: name(a, 'name') ?? 'A', systemB: name(b, 'name') ?? 'B' }
}
