import 'server-only'
import { createHash } from 'node:crypto'
import type { Access } from '@/lib/auth/access'
import type { Column, RowOf } from './columns'
import { inOneText } from './in-one-text'
import { type JudgedItem, readJudgedItems } from './judged-items'
import type { PreferenceQuery } from './preference-query'

/** argilla.jsonl: one record an item, as Argilla 2 makes it of a dictionary. */
export const ARGILLA_COLUMNS = [
  { name: 'id', type: 'text', holds: 'Number of the item in the study, from 0.' },
  { name: 'fields', type: 'json', holds: 'prompt, response_a and response_b, as texts.' },
  { name: 'metadata', type: 'json', holds: 'model_a, model_b, prompt_id, category and study_id.' },
  { name: 'vectors', type: 'json', holds: 'Always empty.' },
  { name: 'suggestions', type: 'json', holds: 'Always empty.' },
  {
    name: 'responses',
    type: 'json',
    holds: 'verdict: the option chosen, by its code, and a user_id made of study and annotator; the same in reason.',
  },
  { name: 'status', type: 'text', holds: 'Always completed.' },
] as const satisfies readonly Column[]

export type ArgillaRecord = RowOf<typeof ARGILLA_COLUMNS>

/**
 * Judged items as records of Argilla: each verdict is a response, ties and “both are bad” among them.
 * @throws AppError `forbidden` while the design does not show outcomes and nobody gave a reason to look
 */
export async function exportArgilla(access: Access<'study:export'>, query: PreferenceQuery) {
  const { title, batches } = await readJudgedItems(access, query)
  return { title, batches: recordsOf(batches, access.studyId) }
}

async function* recordsOf(batches: AsyncGenerator<JudgedItem[]>, studyId: string): AsyncGenerator<ArgillaRecord[]> {
  for await (const batch of batches) yield batch.map((item) => recordOf(item, studyId))
}

function recordOf(judged: JudgedItem, studyId: string): ArgillaRecord {
  const { item, prompt, responseA, responseB, modelA, modelB, promptId, category, verdicts } = judged
  const verdict = verdicts.map(({ code, choice }) => ({ value: choice, user_id: userId(studyId, code) }))
  const reason = verdicts.flatMap(({ code, reason: value }) =>
    value ? [{ value, user_id: userId(studyId, code) }] : [],
  )
  return {
    id: String(item),
    fields: { prompt: inOneText(prompt), response_a: inOneText(responseA), response_b: inOneText(responseB) },
    metadata: {
      model_a: modelA,
      model_b: modelB,
      prompt_id: promptId,
      ...(category !== null && { category }),
      study_id: studyId,
    },
    vectors: {},
    suggestions: {},
    responses: { verdict, ...(reason.length > 0 && { reason }) },
    status: 'completed',
  }
}

/** Argilla knows users by a UUID: the same annotator of the same study has the same, and it leads to nobody. */
function userId(studyId: string, code: string): string {
  const hash = createHash('sha256').update(`${studyId} ${code}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
