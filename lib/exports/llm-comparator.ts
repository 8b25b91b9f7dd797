import 'server-only'
import type { Access } from '@/lib/auth/access'
import type { Column } from './columns'
import { inOneText } from './in-one-text'
import { type ComparedPair, type ItemVerdict, type JudgedItem, readJudgedItems } from './judged-items'
import type { PreferenceQuery } from './preference-query'

/** Examples of a file of llm-comparator.zip. */
export const LLM_COMPARATOR_COLUMNS = [
  { name: 'input_text', type: 'text', holds: 'The prompt; of several messages, each after its role.' },
  { name: 'tags', type: 'json', holds: 'Category and tags of the prompt, as a list.' },
  { name: 'output_text_a', type: 'text', holds: 'Response A, of the first of the file’s models.' },
  { name: 'output_text_b', type: 'text', holds: 'Response B.' },
  { name: 'score', type: 'number', holds: 'Mean over annotators: 1 is A, -1 is B, 0 neither.' },
  {
    name: 'individual_rater_scores',
    type: 'json',
    holds: 'Of each verdict: score (of A, whatever the side), is_flipped where B stood left, rating_label, rationale.',
  },
  { name: 'custom_fields', type: 'json', holds: 'prompt_id, item and study_id.' },
] as const satisfies readonly Column[]

const LABELS = { '1': 'A is better', '0': 'Same', '-1': 'B is better' } as const

/**
 * All items of two systems as LLM Comparator shows them, written as they are read.
 * @throws AppError `forbidden` while the design does not show outcomes and nobody gave a reason to look
 */
export async function* comparatorChunks(
  access: Access<'study:export'>,
  query: PreferenceQuery,
  pair: ComparedPair,
): AsyncGenerator<string> {
  const { title, batches } = await readJudgedItems(access, query, pair)
  const head = {
    metadata: {
      source_path: title,
      custom_fields_schema: [
        { name: 'prompt_id', type: 'string' },
        { name: 'item', type: 'number' },
        { name: 'study_id', type: 'string' },
      ],
    },
    models: [{ name: pair.modelA }, { name: pair.modelB }],
  }
  let before = `${JSON.stringify(head).slice(0, -1)},"examples":[`
  let isFirst = true
  for await (const batch of batches) {
    const lines = batch.map((item) => `\n${JSON.stringify(exampleOf(item, access.studyId))}`)
    yield `${before}${isFirst ? '' : ','}${lines.join(',')}`
    ;[before, isFirst] = ['', false]
  }
  yield `${before}\n]}\n`
}

function exampleOf(judged: JudgedItem, studyId: string) {
  const { prompt, category, tags, responseA, responseB, verdicts, promptId, item } = judged
  return {
    input_text: inOneText(prompt),
    tags: [...(category === null ? [] : [category]), ...tags],
    output_text_a: inOneText(responseA),
    output_text_b: inOneText(responseB),
    score: verdicts.reduce((sum, { sign }) => sum + sign, 0) / verdicts.length,
    individual_rater_scores: verdicts.map(raterScore),
    custom_fields: { prompt_id: promptId, item, study_id: studyId },
  }
}

function raterScore({ sign, leftIsA, reason, code }: ItemVerdict) {
  return {
    ...{ is_flipped: leftIsA === false, score: sign, rating_label: LABELS[sign] },
    ...{ rationale: reason ?? '', rater: code },
  }
}
