import 'server-only'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db, inTransaction } from '@/lib/db/client'
import { loadDesign, loadPrompts } from '@/lib/designs/load-design'
import { sha256 } from '@/lib/designs/protocol'
import { samplesOfDesign, systemsShown } from '@/lib/designs/systems-of-design'
import { Messages } from '@/lib/prompts/messages'
import { findInPrompts } from './find-in-prompts'
import type { NameHit, NameWord } from './kinds'
import { ownNames } from './own-names'
import { type FarScanner, withScanner } from './scan-far'
import { makeTurns } from './take-turns'
import { siteWords } from './word-list'

const PROMPTS_A_BATCH = 100

const ResponseRow = z.object({ id: z.string(), messages: Messages, prompt: Messages })

type Finding = { responseId: string; word: string; kind: string; inPrompt: boolean }

/** What is looked through: responses to which prompts, for which words, and whether for what they say of their speaker, too. */
type Search = {
  prompts: string[]
  systems: string[]
  /** Responses of each system to a prompt. */
  samples: number
  words: NameWord[]
  phrases: boolean
  version: string
}

/** Counts what else is found in the same text by the same words: with another number all drafts are looked through anew. */
const SCANNER = 4

/**
 * Looks through all prompts and responses a study would show for names of makers and models, unless that was done already
 * and neither texts, design nor lists have changed since. What was decided stays decided. Texts are read some at a time.
 */
export async function lookThrough({
  studyId,
}: Access<'study:design'> | Access<'study:read'> | Access<'study:run'>): Promise<void> {
  const search = await planSearch(studyId)
  if (await isDone(studyId, search.version)) return
  await inTransaction(async (client) => {
    // One at a time; who comes second finds it done.
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('names ' || $1, 0))`, [studyId])
    if (await isDone(studyId, search.version)) return
    await client.query('DELETE FROM "NamedResponse" WHERE "studyId" = $1 AND decision IS NULL', [studyId])
    await client.query('DELETE FROM "NamedPrompt" WHERE "studyId" = $1 AND decision IS NULL', [studyId])
    await findNames(client, studyId, search)
    await findInPrompts(client, studyId, search)
    await client.query('UPDATE "Study" SET "namesVersion" = $2 WHERE id = $1', [studyId, search.version])
  })
}

async function isDone(studyId: string, version: string): Promise<boolean> {
  return (await db.study.count({ where: { id: studyId, namesVersion: version } })) === 1
}

async function planSearch(studyId: string): Promise<Search> {
  const design = await loadDesign(db, studyId)
  const [prompts, words] = await Promise.all([loadPrompts(db, design), siteWords()])
  const systems = systemsShown(design)
  const named = await db.system.findMany({ where: { id: { in: systems } }, select: { name: true } })
  const names = named.map(({ name }) => name).sort()
  const samples = samplesOfDesign(design)
  const responses = await db.systemResponse.count({
    where: { promptSetId: design.promptSetId, systemId: { in: systems }, sample: { lt: samples } },
  })
  const ids = [...new Set([...prompts.map(({ id }) => id), ...design.known.map(({ promptId }) => promptId)])]
  const all = [...ownNames(names), ...words]
  const version = sha256(JSON.stringify([sha256(ids.join()), systems.toSorted(), responses, all, SCANNER]))
  return { prompts: ids, systems, samples, words: all, phrases: true, version }
}

/** Writes down each word of `search` that stands in one of its responses. @returns how many were found */
export async function findNames(client: PoolClient, studyId: string, search: Omit<Search, 'version'>): Promise<number> {
  return withScanner(search.words, search, async (scan) => {
    let found = 0
    const giveTurn = makeTurns()
    for (let from = 0; from < search.prompts.length; from += PROMPTS_A_BATCH) {
      const prompts = search.prompts.slice(from, from + PROMPTS_A_BATCH)
      const { rows } = await client.query(RESPONSES, [prompts, search.systems, search.samples])
      const findings: Finding[] = []
      for (const row of rows) {
        findings.push(...(await findingsIn(ResponseRow.parse(row), scan)))
        await giveTurn()
      }
      await writeFindings(client, studyId, findings)
      found += findings.length
    }
    return found
  })
}

const RESPONSES = `
  SELECT r.id, r.messages, p.messages AS prompt FROM "SystemResponse" r JOIN "Prompt" p ON p.id = r."promptId"
  WHERE r."promptId" = ANY ($1::uuid[]) AND r."systemId" = ANY ($2::uuid[]) AND r.sample < $3`

async function findingsIn({ id, messages, prompt }: z.output<typeof ResponseRow>, scan: FarScanner) {
  const wordsIn = async (contents: readonly string[]) => {
    const words = new Map<string, NameHit['kind']>()
    for (const text of contents) for (const { word, kind } of (await scan({ text })).hits) words.set(word, kind)
    return words
  }
  const question = prompt.map(({ content }) => content)
  // In a dialogue of its own the user's turns, too: whoever talks with a system may call it by its name.
  const said = messages.filter(({ role, content }) => role === 'assistant' || !question.includes(content))
  const words = await wordsIn(said.map(({ content }) => content))
  if (words.size === 0) return []
  const asked = await wordsIn(question)
  return [...words].map(([word, kind]): Finding => ({ responseId: id, word, kind, inPrompt: asked.has(word) }))
}

async function writeFindings(client: PoolClient, studyId: string, findings: readonly Finding[]): Promise<void> {
  if (findings.length === 0) return
  const column = <K extends keyof Finding>(key: K) => findings.map((finding) => finding[key])
  await client.query(
    `INSERT INTO "NamedResponse" ("studyId", "responseId", word, kind, "inPrompt")
     SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::"NameKind"[], $5::bool[])
     ON CONFLICT ("studyId", "responseId", word) DO UPDATE SET kind = excluded.kind, "inPrompt" = excluded."inPrompt"`,
    [studyId, column('responseId'), column('word'), column('kind'), column('inPrompt')],
  )
}
