import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import { DECISIONS } from '@/lib/designs/decided-name'
import { type Message, Messages } from '@/lib/prompts/messages'
import { NAME_KINDS, type NameWord } from './kinds'
import { toMask } from './mask'
import { type FarScanner, withScanner } from './scan-far'
import { type Sentence, sentenceAt } from './sentence'
import { siteWords } from './word-list'

const PAGE = 50
/** Sentences shown of one response. */
const MOST_SENTENCES = 3

/** Of a study's named responses, those of systems it compares or rates: `n` joined to response r, prompt p, system y. */
const IN_PLAN = Prisma.sql`
  "NamedResponse" n
  JOIN "SystemResponse" r ON r.id = n."responseId" JOIN "Prompt" p ON p.id = r."promptId" JOIN "System" y ON y.id = r."systemId"
  JOIN "Study" s ON s.id = n."studyId" AND s."promptSetId" = r."promptSetId" AND r.sample < s.samples
    AND (EXISTS (SELECT FROM "StudySystem" m WHERE m."studyId" = n."studyId" AND m."systemId" = r."systemId")
      OR EXISTS (SELECT FROM "KnownItem" k WHERE k."studyId" = n."studyId" AND k."promptId" = r."promptId"
                 AND r."systemId" IN (k."systemAId", k."systemBId")))`

const WordRow = z.object({
  word: z.string(),
  kind: z.enum(NAME_KINDS),
  responses: z.number(),
  inPrompt: z.number(),
  open: z.number(),
  kept: z.number(),
  masked: z.number(),
  excluded: z.number(),
})
/** A word that was found, in how many responses, and what was decided about how many. */
export type WordRow = z.output<typeof WordRow>

/** The words found in a study's responses: what is open first, then the most telling. */
export async function listWords({ studyId }: Access<'study:design'>): Promise<WordRow[]> {
  const rows = await db.$queryRaw`
    SELECT n.word, min(n.kind)::text AS kind, count(*)::int AS responses,
           count(*) FILTER (WHERE n."inPrompt")::int AS "inPrompt",
           count(*) FILTER (WHERE n.decision IS NULL)::int AS open,
           count(*) FILTER (WHERE n.decision = 'KEEP')::int AS kept,
           count(*) FILTER (WHERE n.decision = 'MASK')::int AS masked,
           count(*) FILTER (WHERE n.decision = 'EXCLUDE')::int AS excluded
    FROM ${IN_PLAN} WHERE n."studyId" = ${studyOf(studyId)}
    GROUP BY n.word ORDER BY bool_or(n.decision IS NULL) DESC, min(n.kind), count(*) DESC, n.word`
  return z.array(WordRow).parse(rows)
}

/** How many named responses nothing is decided about yet. */
export async function countOpenNames({
  studyId,
}: Access<'study:design'> | Access<'study:read'> | Access<'study:run'>): Promise<number> {
  const rows = await db.$queryRaw`
    SELECT count(*)::int AS open FROM ${IN_PLAN} WHERE n."studyId" = ${studyOf(studyId)} AND n.decision IS NULL`
  return z.tuple([z.object({ open: z.number() })]).parse(rows)[0].open
}

const NamedRow = z.object({
  responseId: z.string(),
  word: z.string(),
  inPrompt: z.boolean(),
  decision: z.enum(DECISIONS).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  prompt: z.string(),
  system: z.string(),
  sample: z.number(),
  messages: Messages,
})
/** A word in a response, with the sentences it stands in and what was decided, by whom and when. */
export type NamedRow = Omit<z.output<typeof NamedRow>, 'messages'> & { sentences: Sentence[]; more: number }

/** The responses a word was found in, in the order of their prompts, a page at a time; `page` runs from 0. */
export async function listNamed(
  { studyId }: Access<'study:design'>,
  word: string,
  page: number,
): Promise<{ rows: NamedRow[]; hasMore: boolean }> {
  const found = await db.$queryRaw`
    SELECT n."responseId", n.word, n."inPrompt", n.decision::text, u.name AS "decidedBy", n."decidedAt",
           p."externalId" AS prompt, y.name AS system, r.sample, r.messages
    FROM ${IN_PLAN} LEFT JOIN "User" u ON u.id = n."decidedById"
    WHERE n."studyId" = ${studyOf(studyId)} AND n.word = ${word}
    ORDER BY p.position, p.id, y.name, r.sample OFFSET ${page * PAGE} LIMIT ${PAGE + 1}`
  const rows = z.array(NamedRow).parse(found)
  return withScanner(await wordsLike(word), { phrases: false }, async (scan) => {
    const shown: NamedRow[] = []
    for (const { messages, ...row } of rows.slice(0, PAGE))
      shown.push({ ...row, ...(await quote(messages, word, scan)) })
    return { rows: shown, hasMore: rows.length > PAGE }
  })
}

/** The first sentences a response says a word in, and in how many more places it does. */
async function quote(
  messages: readonly Message[],
  word: string,
  scan: FarScanner,
): Promise<Pick<NamedRow, 'sentences' | 'more'>> {
  const sentences: Sentence[] = []
  let count = 0
  for (const { content } of messages) {
    const summary = await scan({ text: content, word, most: MOST_SENTENCES })
    sentences.push(...summary.hits.map(({ start, end }) => sentenceAt(content, start, end)))
    count += summary.count
  }
  const shown = sentences.slice(0, MOST_SENTENCES)
  return { sentences: shown, more: count - shown.length }
}

/** The word, and what must be known beside it to find it as it was found: a longer name that begins with it is another. */
async function wordsLike(word: string): Promise<NameWord[]> {
  return [toMask(word), ...(await siteWords())]
}
