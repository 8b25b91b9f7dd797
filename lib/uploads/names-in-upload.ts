import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import type { Upload } from '@/lib/db/generated/client'
import { ownNames } from '@/lib/names/own-names'
import { type FarScanner, withScanner } from '@/lib/names/scan-far'
import { type Sentence, sentenceAt } from '@/lib/names/sentence'
import { siteWords } from '@/lib/names/word-list'
import { type Message, Messages } from '@/lib/prompts/messages'

/** Words shown; the rest is counted. */
const MOST_WORDS = 40
const SENTENCES_A_WORD = 3

const Row = z.object({
  word: z.string(),
  responses: z.number(),
  line: z.number(),
  record: z.number(),
  messages: Messages,
})

/** A word found in an upload's responses, in how many, with the first sentences it stands in. */
export type UploadedName = {
  word: string
  responses: number
  sentences: (Sentence & { line: number; record: number })[]
}

/** Names of makers and models in the responses of an upload that waits. Only for functions that hold an access. */
export async function namesInUpload({
  id,
  name,
}: Upload): Promise<{ responses: number; words: UploadedName[]; more: number }> {
  const [responses, counted, rows] = await Promise.all([
    db.uploadRow.count({ where: { uploadId: id, names: { isEmpty: false } } }),
    db.$queryRaw<{ words: number }[]>`
      SELECT count(DISTINCT word)::int AS words FROM "UploadRow" r, unnest(r.names) AS word WHERE r."uploadId" = ${id}::uuid`,
    db.$queryRaw`
      WITH named AS (SELECT r.id, word FROM "UploadRow" r, unnest(r.names) AS word WHERE r."uploadId" = ${id}::uuid),
      words AS (SELECT word, count(*)::int AS responses, (array_agg(id ORDER BY id))[1:${SENTENCES_A_WORD}::int] AS first
                FROM named GROUP BY word ORDER BY 2 DESC, 1 LIMIT ${MOST_WORDS})
      SELECT w.word, w.responses, r.line, r.record, r.messages
      FROM words w, unnest(w.first) AS row_id JOIN "UploadRow" r ON r.id = row_id
      ORDER BY w.responses DESC, w.word, r.id`,
  ])
  const words = new Map<string, UploadedName>()
  const systems = await db.uploadRow.findMany({
    where: { uploadId: id, system: { not: null } },
    distinct: ['system'],
    select: { system: true },
    take: 100,
  })
  const own = ownNames([name, ...systems.map(({ system }) => system ?? '')].filter(Boolean))
  await withScanner([...own, ...(await siteWords())], { phrases: true }, async (scan) => {
    for (const { word, responses: n, line, record, messages } of z.array(Row).parse(rows)) {
      const entry = words.get(word) ?? { word, responses: n, sentences: [] }
      words.set(word, entry)
      const sentence = await firstSentence(messages, word, scan)
      // None when the list was changed since the file was read.
      if (sentence) entry.sentences.push({ line, record, ...sentence })
    }
  })
  return { responses, words: [...words.values()], more: Math.max(0, (counted[0]?.words ?? 0) - words.size) }
}

async function firstSentence(messages: readonly Message[], word: string, scan: FarScanner): Promise<Sentence | null> {
  for (const { content } of messages) {
    const [hit] = (await scan({ text: content, word, most: 1 })).hits
    if (hit) return sentenceAt(content, hit.start, hit.end)
  }
  return null
}
