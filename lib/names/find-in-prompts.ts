import 'server-only'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { Messages } from '@/lib/prompts/messages'
import type { NameWord } from './kinds'
import { withScanner } from './scan-far'
import { makeTurns } from './take-turns'

const PROMPTS_A_BATCH = 100

const PromptRow = z.object({ id: z.string(), messages: Messages })

type Search = { prompts: readonly string[]; words: readonly NameWord[] }

/**
 * Writes down each word that stands in one of the prompts, in whichever of their messages. What a text says of its speaker in
 * phrases is none here: an instruction may well say “as an AI”.
 */
export async function findInPrompts(client: PoolClient, studyId: string, { prompts, words }: Search): Promise<void> {
  const names = words.filter(({ kind }) => kind !== 'PHRASE')
  await withScanner(names, { phrases: false }, async (scan) => {
    const giveTurn = makeTurns()
    for (let from = 0; from < prompts.length; from += PROMPTS_A_BATCH) {
      const { rows } = await client.query('SELECT id, messages FROM "Prompt" WHERE id = ANY ($1::uuid[])', [
        prompts.slice(from, from + PROMPTS_A_BATCH),
      ])
      const found = new Map<string, { id: string; word: string; kind: string }>()
      for (const { id, messages } of z.array(PromptRow).parse(rows)) {
        for (const { content } of messages)
          for (const { word, kind } of (await scan({ text: content })).hits)
            found.set(JSON.stringify([id, word]), { id, word, kind })
        await giveTurn()
      }
      await writeFound(client, studyId, [...found.values()])
    }
  })
}

async function writeFound(
  client: PoolClient,
  studyId: string,
  found: readonly { id: string; word: string; kind: string }[],
): Promise<void> {
  if (found.length === 0) return
  await client.query(
    `INSERT INTO "NamedPrompt" ("studyId", "promptId", word, kind)
     SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::"NameKind"[])
     ON CONFLICT ("studyId", "promptId", word) DO UPDATE SET kind = excluded.kind`,
    [studyId, found.map(({ id }) => id), found.map(({ word }) => word), found.map(({ kind }) => kind)],
  )
}
