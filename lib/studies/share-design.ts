import 'server-only'
import type { Access, SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type DesignFile, parseDesignFile, toDesignFile } from './design-file'
import { loadDesign } from './load-design'
import { type Ids, resolveDesign } from './resolve-design'
import { pairsOf, type StudyInput } from './schema'

/** A study's design as a file. @throws AppError `conflict` for published counts, which have none */
export async function exportDesign({ studyId }: Access<'study:design'>): Promise<DesignFile> {
  const { origin, promptSet } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: { origin: true, promptSet: { select: { name: true } } },
  })
  if (origin === 'RECONSTRUCTED' || !promptSet)
    throw new AppError('conflict', { message: 'Published counts have no design.' })
  const design = await loadDesign(db, studyId)
  const systemIds = [
    ...pairsOf(design.comparisons).flatMap(({ a, b }) => [a, b]),
    ...design.known.flatMap(({ systemAId, systemBId }) => [systemAId, systemBId]),
  ]
  const [systems, prompts] = await Promise.all([
    db.system.findMany({ where: { id: { in: systemIds } }, select: { id: true, name: true } }),
    db.prompt.findMany({
      where: { id: { in: design.known.map(({ promptId }) => promptId) } },
      select: { id: true, externalId: true },
    }),
  ])
  return toDesignFile(design, {
    promptSet: promptSet.name,
    systems: new Map(systems.map(({ id, name }) => [id, name])),
    prompts: new Map(prompts.map(({ id, externalId }) => [id, externalId])),
  })
}

/**
 * Reads a design file as the form takes it. Nothing is written.
 * @throws AppError `file_unreadable`; `invalid` with what is wrong or unknown here by place
 */
export async function importDesign(_access: SiteAccess<'studies:create'>, text: string): Promise<StudyInput> {
  const file = parseDesignFile(text)
  return resolveDesign(file, await findIds(file))
}

async function findIds({ promptSet, comparisons, known, category }: DesignFile): Promise<Ids> {
  const compared =
    comparisons.pairing === 'ALL'
      ? comparisons.systems
      : comparisons.pairing === 'LISTED'
        ? comparisons.pairs.flatMap(({ a, b }) => [a, b])
        : [comparisons.focal, ...comparisons.baselines]
  const names = [...new Set([...compared, ...known.flatMap(({ a, b }) => [a, b])])]
  const [set, systems, prompts, inCategory] = await Promise.all([
    db.promptSet.findUnique({ where: { name: promptSet }, select: { id: true } }),
    db.system.findMany({ where: { name: { in: names } }, select: { id: true, name: true } }),
    db.prompt.findMany({
      where: { promptSet: { name: promptSet }, externalId: { in: known.map(({ prompt }) => prompt) } },
      select: { id: true, externalId: true },
    }),
    category === null ? 0 : db.prompt.count({ where: { promptSet: { name: promptSet }, category } }),
  ])
  return {
    promptSetId: set?.id,
    categories: new Set(category !== null && inCategory > 0 ? [category] : []),
    systems: new Map(systems.map(({ id, name }) => [name, id])),
    prompts: new Map(prompts.map(({ id, externalId }) => [externalId, id])),
  }
}
