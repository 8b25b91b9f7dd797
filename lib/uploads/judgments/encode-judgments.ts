import { copyField } from '@/lib/db/copy-field'
import type { Message } from '@/lib/prompts/messages'
import type { JudgmentRow } from './read-judgments'

const BATCH_CHARACTERS = 64 * 1024

/** The columns of "ImportRow" in the order of the lines below. */
export const COPY_JUDGMENTS = `COPY "ImportRow" ("importId", file, line, record, "promptId", prompt, "promptDigest", category, tags,
  "systemA", "systemB", "responseA", "digestA", "responseB", "digestB", "leftIsA", annotator, "group", kind, "judgedAt",
  "elapsedMs", rationale, answers, problem, detail) FROM STDIN`

/** Rows as lines that COPY takes, some at a time. */
export async function* encodeJudgments(
  importId: string,
  file: number,
  batches: AsyncIterable<JudgmentRow[]>,
): AsyncGenerator<string> {
  let text = ''
  for await (const rows of batches)
    for (const row of rows) {
      text += `${[importId, String(file), ...valuesOf(row)].map(copyField).join('\t')}\n`
      if (text.length < BATCH_CHARACTERS) continue
      yield text
      text = ''
    }
  if (text) yield text
}

function valuesOf({ line, record, fields, problem, detail }: JudgmentRow): (string | null)[] {
  const place = [String(line), String(record)]
  if (!fields) return [...place, null, null, null, null, '{}', ...Array(14).fill(null), problem, detail]
  const { promptId, prompt, promptDigest, category, tags, systemA, systemB, responseA, digestA, responseB, digestB } =
    fields
  const { leftIsA, annotator, group, isModel, judgedAt, elapsedMs, rationale, answers } = fields
  return [
    ...place,
    ...[promptId, json(prompt), promptDigest, category, listOf(tags)],
    ...[systemA, systemB, json(responseA), digestA, json(responseB), digestB],
    ...[leftIsA === null ? null : String(leftIsA), annotator, group, isModel ? 'LLM' : 'HUMAN', judgedAt],
    ...[elapsedMs === null ? null : String(elapsedMs), rationale, JSON.stringify(answers), problem, detail],
  ]
}

const json = (messages: Message[] | null) => messages && JSON.stringify(messages)
const listOf = (texts: readonly string[]) =>
  `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
