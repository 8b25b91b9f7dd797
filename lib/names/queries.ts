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
/** Sentences shown of one text. */
const MOST_SENTENCES = 3

/**
 * What was found in a study's prompts, and in the responses of systems it compares or rates, as `n`: with its text and the
 * prompt p it is about; without a system where the prompt itself says the word.
 */
const inPlan = (studyId: string) => Prisma.sql`(
  SELECT n.word, n.kind, n.decision, n."decidedById", n."decidedAt", n."inPrompt",
         r.id AS "foundIn", r."promptId", y.name AS system, r.sample, r.messages
  FROM "NamedResponse" n
  JOIN "SystemResponse" r ON r.id = n."responseId" JOIN "System" y ON y.id = r."systemId"
  JOIN "Study" s ON s.id = n."studyId" AND s."promptSetId" = r."promptSetId" AND r.sample < s.samples
    AND (EXISTS (SELECT FROM "StudySystem" m WHERE m."studyId" = n."studyId" AND m."systemId" = r."systemId")
      OR EXISTS (SELECT FROM "KnownItem" k WHERE k."studyId" = n."studyId" AND k."promptId" = r."promptId"
                 AND r."systemId" IN (k."systemAId", k."systemBId")))
  WHERE n."studyId" = ${studyOf(studyId)}
  UNION ALL
  SELECT n.word, n.kind, n.decision, n."decidedById", n."decidedAt", false, p.id, p.id, NULL, 0, p.messages
  FROM "NamedPrompt" n
  JOIN "Prompt" p ON p.id = n."promptId" JOIN "Study" s ON s.id = n."studyId" AND s."promptSetId" = p."promptSetId"
  WHERE n."studyId" = ${studyOf(studyId)}) n`

const WordRow = z.object({
  word: z.string(),
  kind: z.enum(NAME_KINDS),
  prompts: z.number(),
  responses: z.number(),
  open: z.number(),
  kept: z.number(),
  masked: z.number(),
  excluded: z.number(),
})
/** A word that was found, in how many prompts and responses, and what was decided about how many of them. */
export type WordRow = z.output<typeof WordRow>

/** The words found in a study's prompts and responses: what is open first, then the most telling. */
export async function listWords({ studyId }: Access<'study:design'>): Promise<WordRow[]> {
  const rows = await db.$queryRaw`
    SELECT n.word, min(n.kind)::text AS kind, 
           count(*) FILTER (WHERE n.system IS NULL)::int AS prompts, count(n.system)::int AS responses,
           count(*) FILTER (WHERE n.decision IS NULL)::int AS open,
           count(*) FILTER (WHERE n.decision = 'KEEP')::int AS kept,
           count(*) FILTER (WHERE n.decision = 'MASK')::int AS masked,
           count(*) FILTER (WHERE n.decision = 'EXCLUDE')::int AS excluded
    FROM ${inPlan(studyId)}
    GROUP BY n.word ORDER BY bool_or(n.decision IS NULL) DESC, min(n.kind), count(*) DESC, n.word`
  return z.array(WordRow).parse(rows)
}

/** How many findings nothing is decided about yet. */
export async function countOpenNames({
  studyId,
}: Access<'study:design'> | Access<'study:read'> | Access<'study:run'>): Promise<number> {
  const rows = await db.$queryRaw`
    SELECT count(*)::int AS open FROM ${inPlan(studyId)} WHERE n.decision IS NULL`
  return z.tuple([z.object({ open: z.number() })]).parse(rows)[0].open
}

const NamedRow = z.object({
  foundIn: z.string(),
  word: z.string(),
  inPrompt: z.boolean(),
  decision: z.enum(DECISIONS).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  prompt: z.string(),
  system: z.string().nullable(),
  sample: z.number(),
  messages: Messages,
})
/** A word in a prompt or a response, with the sentences it stands in and what was decided, by whom and when. */
export type NamedRow = Omit<z.output<typeof NamedRow>, 'messages'> & { sentences: Sentence[]; more: number }

/** The texts a word was found in, in the order of their prompts, which come first; a page at a time, `page` from 0. */
export async function listNamed(
  { studyId }: Access<'study:design'>,
  word: string,
  page: number,
): Promise<{ rows: NamedRow[]; hasMore: boolean }> {
  const found = await db.$queryRaw`
    SELECT n."foundIn", n.word, n."inPrompt", n.decision::text, u.name AS "decidedBy", n."decidedAt",
           p."externalId" AS prompt, n.system, n.sample, n.messages
    FROM ${inPlan(studyId)} JOIN "Prompt" p ON p.id = n."promptId" LEFT JOIN "User" u ON u.id = n."decidedById"
    WHERE n.word = ${word}
    ORDER BY p.position, p.id, n.system NULLS FIRST, n.sample OFFSET ${page * PAGE} LIMIT ${PAGE + 1}`
  const rows = z.array(NamedRow).parse(found)
  return withScanner(await wordsLike(word), { phrases: false }, async (scan) => {
    const shown: NamedRow[] = []
    for (const { messages, ...row } of rows.slice(0, PAGE))
      shown.push({ ...row, ...(await quote(messages, word, scan)) })
    return { rows: shown, hasMore: rows.length > PAGE }
  })
}

/** The first sentences a text says a word in, and in how many more places it does. */
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
