import 'server-only'
import { z } from 'zod'
import type { Access, SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { isVisibleSet } from './visible-sets'

const MOST = 20

/** A prompt by its id in the file, with the first words of its last message. */
export const FoundPrompt = z.object({
  id: z.string(),
  externalId: z.string(),
  category: z.string().nullable(),
  words: z.string(),
})
export type FoundPrompt = z.output<typeof FoundPrompt>

/**
 * Prompts of a set whose id begins with some words or whose text contains them, in any case: at most 20, ids first.
 * @returns an empty list for blank words or a set that is not there
 */
export async function findPrompts(
  { actor }: SiteAccess<'prompts:read'>,
  { setId, words }: { setId: string; words: string },
): Promise<FoundPrompt[]> {
  const literal = words.trim().replace(/[\\%_]/g, '\\$&')
  if (!literal) return []
  return z.array(FoundPrompt).parse(
    await db.$queryRaw`
      SELECT p.id, p."externalId", p.category, left(p.messages->-1->>'content', 160) AS words
      FROM "Prompt" p JOIN "PromptSet" s ON s.id = p."promptSetId"
      WHERE s.id = ${setId}::uuid AND ${isVisibleSet(actor)}
        AND (p."externalId" ILIKE ${`${literal}%`}
          OR EXISTS (SELECT FROM jsonb_array_elements(p.messages) AS m WHERE m->>'content' ILIKE ${`%${literal}%`}))
      ORDER BY (p."externalId" = ${words.trim()}) DESC, (p."externalId" ILIKE ${`${literal}%`}) DESC, p.position
      LIMIT ${MOST}`,
  )
}

/** Prompts by id, for a design that names them already. */
export async function describePrompts(
  { actor }: SiteAccess<'studies:create'> | Access<'study:design'>,
  ids: readonly string[],
): Promise<FoundPrompt[]> {
  if (ids.length === 0) return []
  return z.array(FoundPrompt).parse(
    await db.$queryRaw`
      SELECT p.id, p."externalId", p.category, left(p.messages->-1->>'content', 160) AS words
      FROM "Prompt" p JOIN "PromptSet" s ON s.id = p."promptSetId"
      WHERE p.id = ANY (${[...ids]}::uuid[]) AND ${isVisibleSet(actor)}`,
  )
}
