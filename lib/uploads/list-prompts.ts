import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { Messages } from '@/lib/prompts/messages'
import { hasWords, requireSet } from './queries'

const Row = z.object({
  id: z.string(),
  position: z.number(),
  externalId: z.string(),
  category: z.string().nullable(),
  tags: z.array(z.string()),
  messages: Messages,
  /** How many systems have answered. */
  systems: z.number(),
})

type Wanted = {
  limit: number
  /** Only those behind this place. */
  after: { number: number; id: string } | null
  /** Only those with these words in their id, category, tags or text. */
  words: string
}

/** Prompts of a set as they are, in its order. @throws AppError `not_found` */
export async function listWholePrompts(
  { actor }: SiteAccess<'prompts:read'>,
  setId: string,
  { limit, after, words }: Wanted,
): Promise<z.output<typeof Row>[]> {
  const set = await requireSet(actor, setId)
  const behind = after ? Prisma.sql`(p.position, p.id) > (${after.number}, ${after.id}::uuid)` : Prisma.sql`true`
  const rows = await db.$queryRaw`
    SELECT p.id, p.position, p."externalId", p.category, p.tags, p.messages,
           (SELECT count(DISTINCT r."systemId") FROM "SystemResponse" r WHERE r."promptId" = p.id)::int AS systems
    FROM "Prompt" p WHERE p."promptSetId" = ${set.id}::uuid AND ${hasWords(words)} AND ${behind}
    ORDER BY p.position, p.id LIMIT ${limit}`
  return z.array(Row).parse(rows)
}

const System = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  family: z.string(),
  /** Prompts of the set that it has answered, and its responses to them. */
  prompts: z.number(),
  responses: z.number(),
})

/** The systems that have answered prompts of a set, by name. @throws AppError `not_found` */
export async function listSetSystems(
  { actor }: SiteAccess<'prompts:read'>,
  setId: string,
): Promise<z.output<typeof System>[]> {
  const set = await requireSet(actor, setId)
  const rows = await db.$queryRaw`
    SELECT s.id, s.name, s.description, s.family, count(DISTINCT r."promptId")::int AS prompts, count(*)::int AS responses
    FROM "SystemResponse" r JOIN "System" s ON s.id = r."systemId"
    WHERE r."promptSetId" = ${set.id}::uuid GROUP BY s.id ORDER BY s.name`
  return z.array(System).parse(rows)
}
