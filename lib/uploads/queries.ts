import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { maySite } from '@/lib/auth/permissions'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

const PROMPTS_A_PAGE = 100

const SetRow = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.date(),
  prompts: z.number(),
  systems: z.number(),
  responses: z.number(),
})
export type SetRow = z.output<typeof SetRow>

/** All prompt sets with what they hold, the newest first. */
export async function listPromptSets({ actor }: SiteAccess<'prompts:read'>) {
  const rows = await db.$queryRaw`
    SELECT s.id, s.name, s."createdAt", (SELECT count(*) FROM "Prompt" p WHERE p."promptSetId" = s.id)::int AS prompts,
           count(r.id)::int AS responses, count(DISTINCT r."systemId")::int AS systems
    FROM "PromptSet" s LEFT JOIN "SystemResponse" r ON r."promptSetId" = s.id
    GROUP BY s.id ORDER BY s."createdAt" DESC, s.name`
  return { sets: z.array(SetRow).parse(rows), mayUpload: maySite(actor.role, 'uploads:manage') }
}

export type PromptSetView = Awaited<ReturnType<typeof readPromptSet>>

/**
 * A prompt set: its categories, uploads that wait, and a page of its prompts.
 * @param asked the page, from 1; beyond the last it is the last
 * @throws AppError `not_found`
 */
export async function readPromptSet(access: SiteAccess<'prompts:read'>, setId: string, asked = 1) {
  const set = await findSet(setId)
  const mayUpload = maySite(access.actor.role, 'uploads:manage')
  const total = await db.prompt.count({ where: { promptSetId: set.id } })
  const pages = Math.max(1, Math.ceil(total / PROMPTS_A_PAGE))
  const page = Math.min(Math.max(1, asked), pages)
  const [categories, waiting, prompts] = await Promise.all([
    db.prompt.groupBy({ by: ['category'], where: { promptSetId: set.id }, _count: true, orderBy: { category: 'asc' } }),
    mayUpload ? listWaiting(set.id) : [],
    listPrompts(set.id, page),
  ])
  return {
    set,
    total,
    mayUpload,
    waiting,
    prompts,
    page,
    pages,
    categories: categories.map(({ category, _count }) => ({ category, count: _count })),
  }
}

/** What an upload form has to know: the set it is for, and the systems that exist by name. */
export async function readUploadTarget(_access: SiteAccess<'uploads:manage'>, setId: string) {
  const set = await findSet(setId)
  const [prompts, systems] = await Promise.all([
    db.prompt.count({ where: { promptSetId: set.id } }),
    db.system.findMany({ select: { name: true }, orderBy: { name: 'asc' }, take: 200 }),
  ])
  return { set, prompts, systems: systems.map(({ name }) => name) }
}

/** Prompt sets that a table may go to, the newest first. */
export async function listSetNames(_access: SiteAccess<'uploads:manage'>): Promise<{ id: string; name: string }[]> {
  return db.promptSet.findMany({ select: { id: true, name: true }, orderBy: { createdAt: 'desc' }, take: 200 })
}

async function findSet(setId: string) {
  const set = z.uuid().safeParse(setId).success
    ? await db.promptSet.findUnique({ where: { id: setId }, select: { id: true, name: true, description: true } })
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

async function listPrompts(promptSetId: string, page: number): Promise<PromptRow[]> {
  const rows = await db.$queryRaw`
    SELECT p.id, p."externalId", p.category, p.tags, jsonb_array_length(p.messages) AS turns,
           left(jsonb_path_query_first(p.messages, '$[*] ? (@.role == "user").content') #>> '{}', 300) AS beginning,
           (SELECT count(DISTINCT r."systemId") FROM "SystemResponse" r WHERE r."promptId" = p.id)::int AS systems
    FROM "Prompt" p WHERE p."promptSetId" = ${promptSetId}::uuid
    ORDER BY p.position, p."externalId" LIMIT ${PROMPTS_A_PAGE} OFFSET ${(page - 1) * PROMPTS_A_PAGE}`
  return z.array(PromptRow).parse(rows)
}
