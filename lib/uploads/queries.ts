import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { maySite } from '@/lib/auth/permissions'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { isVisibleSet, visibleSets } from '@/lib/prompts/visible-sets'
import { mayChangeSet, mayUpload } from './own-uploads'

const PROMPTS_A_PAGE = 100

const SetRow = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.date(),
  isArchived: z.boolean(),
  prompts: z.number(),
  systems: z.number(),
  responses: z.number(),
  isShared: z.boolean(),
  /** Who made it; null where that is not known. */
  owner: z.string().nullable(),
  isOwn: z.boolean(),
})
export type SetRow = z.output<typeof SetRow>

/** The prompt sets that somebody may use, with what they hold and whose they are, the newest first; those that were put away come last. */
export async function listPromptSets({ actor }: SiteAccess<'prompts:read'>) {
  const rows = await db.$queryRaw`
    SELECT s.id, s.name, s."createdAt", s."archivedAt" IS NOT NULL AS "isArchived", s."isShared",
           (SELECT u.name FROM "User" u WHERE u.id = s."createdById") AS owner,
           s."createdById" IS NOT DISTINCT FROM ${actor.id}::uuid AS "isOwn", (SELECT count(*) FROM "Prompt" p WHERE p."promptSetId" = s.id)::int AS prompts,
           count(r.id)::int AS responses, count(DISTINCT r."systemId")::int AS systems
    FROM "PromptSet" s LEFT JOIN "SystemResponse" r ON r."promptSetId" = s.id
    WHERE ${isVisibleSet(actor)}
    GROUP BY s.id ORDER BY s."archivedAt" IS NOT NULL, s."createdAt" DESC, s.name`
  return {
    sets: z.array(SetRow).parse(rows),
    mayUpload: await mayUpload(actor),
    mayImport: maySite(actor.role, 'imports:manage'),
  }
}

export type PromptSetView = Awaited<ReturnType<typeof readPromptSet>>

/** In which order prompts are listed. */
export const PROMPT_ORDERS = ['set', 'id', 'category', 'systems', 'length'] as const

/** Which prompts of a set are listed, and how. */
export type PromptQuery = { words: string; order: (typeof PROMPT_ORDERS)[number] }

/**
 * A prompt set: its categories, uploads that wait, and a page of its prompts.
 * @param asked the page, from 1; beyond the last it is the last
 * @param wanted only prompts with these words in their id, category, tags or text; and their order
 * @throws AppError `not_found`
 */
export async function readPromptSet(
  access: SiteAccess<'prompts:read'>,
  setId: string,
  asked = 1,
  wanted: PromptQuery = { words: '', order: 'set' },
) {
  const { actor } = access
  const { createdById, ...set } = await requireSet(actor, setId)
  const isTheirs = mayChangeSet(actor, { createdById })
  const mayAdd = isTheirs && (await mayUpload(actor))
  const owner = createdById && (await db.user.findUnique({ where: { id: createdById }, select: { name: true } }))
  const [total, found] = await Promise.all([
    db.prompt.count({ where: { promptSetId: set.id } }),
    countPrompts(set.id, wanted.words),
  ])
  const pages = Math.max(1, Math.ceil(found / PROMPTS_A_PAGE))
  const page = Math.min(Math.max(1, asked), pages)
  const [categories, waiting, prompts] = await Promise.all([
    db.prompt.groupBy({ by: ['category'], where: { promptSetId: set.id }, _count: true, orderBy: { category: 'asc' } }),
    isTheirs ? listWaiting(set.id) : [],
    listPrompts(set.id, page, wanted),
  ])
  return {
    set,
    total,
    found,
    wanted,
    mayUpload: mayAdd,
    mayChange: isTheirs,
    owner: owner ? owner.name : null,
    waiting,
    prompts,
    page,
    pages,
    categories: categories.map(({ category, _count }) => ({ category, count: _count })),
  }
}

/** What an upload form has to know: the set it is for, and the systems that exist by name. */
export async function readUploadTarget({ actor }: SiteAccess<'uploads:manage'>, setId: string) {
  const set = await requireSet(actor, setId)
  if (!mayChangeSet(actor, set)) throw new AppError('not_found')
  const [prompts, systems] = await Promise.all([
    db.prompt.count({ where: { promptSetId: set.id } }),
    db.system.findMany({
      where: { responses: { some: { promptSet: visibleSets(actor) } } },
      select: { name: true },
      orderBy: { name: 'asc' },
      take: 200,
    }),
  ])
  return { set, prompts, systems: systems.map(({ name }) => name) }
}

/** Prompt sets that a table may go to, the newest first. */
export async function listSetNames(_access: SiteAccess<'imports:manage'>): Promise<{ id: string; name: string }[]> {
  return db.promptSet.findMany({ select: { id: true, name: true }, orderBy: { createdAt: 'desc' }, take: 200 })
}

/** A prompt set that somebody may use. @throws AppError `not_found` */
export async function requireSet(actor: Actor, setId: string) {
  const set = z.uuid().safeParse(setId).success
    ? await db.promptSet.findFirst({
        where: { AND: [{ id: setId }, visibleSets(actor)] },
        select: { id: true, name: true, description: true, licence: true, isShared: true, createdById: true },
      })
    : null
  if (!set) throw new AppError('not_found')
  return set
}

async function listWaiting(promptSetId: string) {
  return db.upload.findMany({
    where: { promptSetId, status: 'STAGED' },
    select: { id: true, filename: true, name: true, kind: true },
    orderBy: { createdAt: 'desc' },
    take: 20,
  })
}

const PromptRow = z.object({
  id: z.string(),
  externalId: z.string(),
  category: z.string().nullable(),
  tags: z.array(z.string()),
  turns: z.number(),
  beginning: z.string().nullable(),
  systems: z.number(),
})
export type PromptRow = z.output<typeof PromptRow>

/** That words stand in prompt p somewhere, in any case. */
export function hasWords(words: string): Prisma.Sql {
  const literal = words.trim().replace(/[\\%_]/g, '\\$&')
  if (literal === '') return Prisma.sql`true`
  const like = `%${literal}%`
  return Prisma.sql`(p."externalId" ILIKE ${like} OR p.category ILIKE ${like} OR array_to_string(p.tags, ' ') ILIKE ${like}
    OR EXISTS (SELECT FROM jsonb_array_elements(p.messages) m WHERE m->>'content' ILIKE ${like}))`
}

const ORDERS: Record<PromptQuery['order'], Prisma.Sql> = {
  set: Prisma.sql`p.position`,
  id: Prisma.sql`p."externalId"`,
  category: Prisma.sql`p.category NULLS LAST, p.position`,
  systems: Prisma.sql`systems, p.position`,
  length: Prisma.sql`length(p.messages::text) DESC, p.position`,
}

async function countPrompts(promptSetId: string, words: string): Promise<number> {
  const rows = await db.$queryRaw`
    SELECT count(*)::int AS n FROM "Prompt" p WHERE p."promptSetId" = ${promptSetId}::uuid AND ${hasWords(words)}`
  return z.tuple([z.object({ n: z.number() })]).parse(rows)[0].n
}

async function listPrompts(promptSetId: string, page: number, { words, order }: PromptQuery): Promise<PromptRow[]> {
  const rows = await db.$queryRaw`
    SELECT p.id, p."externalId", p.category, p.tags, jsonb_array_length(p.messages) AS turns,
           left(jsonb_path_query_first(p.messages, '$[*] ? (@.role == "user").content') #>> '{}', 300) AS beginning,
           (SELECT count(DISTINCT r."systemId") FROM "SystemResponse" r WHERE r."promptId" = p.id)::int AS systems
    FROM "Prompt" p WHERE p."promptSetId" = ${promptSetId}::uuid AND ${hasWords(words)}
    ORDER BY ${ORDERS[order]}, p."externalId" LIMIT ${PROMPTS_A_PAGE} OFFSET ${(page - 1) * PROMPTS_A_PAGE}`
  return z.array(PromptRow).parse(rows)
}
