import 'server-only'
import type { Access, SiteAccess } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { visibleSets } from '@/lib/prompts/visible-sets'
import { type DesignFile, parseDesignFile } from './design-file'
import { loadDesign } from './load-design'
import { type Ids, resolveDesign } from './resolve-design'
import type { StudyInput } from './schema'
import { systemsShown } from './systems-of-design'
import { toDesignFile } from './write-design-file'

/** A study's design as a file. @throws AppError `conflict` for published counts, which have none */
export async function exportDesign({ studyId }: Access<'study:design'>): Promise<DesignFile> {
  const { origin, promptSet } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: { origin: true, promptSet: { select: { name: true } } },
  })
  if (origin === 'RECONSTRUCTED' || !promptSet)
    throw new AppError('conflict', { message: 'Published counts have no design.' })
  const design = await loadDesign(db, studyId)
  const systemIds = [...systemsShown(design), ...design.names.flatMap(({ systemId }) => systemId ?? [])]
  const promptIds = [...new Set([...design.known, ...design.names].map(({ promptId }) => promptId))]
  const providerIds = design.models.flatMap(({ models }) => models.map(({ providerId }) => providerId))
  const [systems, providers, prompts] = await Promise.all([
    db.system.findMany({ where: { id: { in: systemIds } }, select: { id: true, name: true } }),
    db.provider.findMany({ where: { id: { in: providerIds } }, select: { id: true, name: true } }),
    db.prompt.findMany({
      where: { id: { in: promptIds } },
      select: { id: true, externalId: true },
    }),
  ])
  return toDesignFile(design, {
    promptSet: promptSet.name,
    systems: new Map(systems.map(({ id, name }) => [id, name])),
    providers: new Map(providers.map(({ id, name }) => [id, name])),
    prompts: new Map(prompts.map(({ id, externalId }) => [id, externalId])),
  })
}

/**
 * Reads a design file as the form takes it. Nothing is written.
 * @throws AppError `file_unreadable`; `invalid` with what is wrong or unknown here by place
 */
export async function importDesign({ actor }: SiteAccess<'studies:create'>, text: string): Promise<StudyInput> {
  const file = parseDesignFile(text)
  return resolveDesign(file, await findIds(actor, file))
}

/** The systems that a file names. */
function systemsIn(file: DesignFile): string[] {
  const decided = file.names.flatMap(({ system }) => system ?? [])
  if (file.protocol === 'RATING') return [...file.rated.systems, ...file.known.map(({ system }) => system), ...decided]
  const { comparisons } = file
  const compared =
    comparisons.pairing === 'ALL'
      ? comparisons.systems
      : comparisons.pairing === 'LISTED'
        ? comparisons.pairs.flatMap(({ a, b }) => [a, b])
        : [comparisons.focal, ...comparisons.baselines]
  return [...compared, ...file.known.flatMap(({ a, b }) => [a, b]), ...decided]
}

async function findIds(actor: Actor, file: DesignFile): Promise<Ids> {
  const { promptSet, category, warnedCategories } = file
  const names = [...new Set(systemsIn(file))]
  const external = [...new Set([...file.known, ...file.names].map(({ prompt }) => prompt))]
  const wanted = [...warnedCategories, ...(category === null ? [] : [category])]
  const asked = file.models.flatMap(({ models }) => models.map(({ provider }) => provider))
  const [set, systems, providers, prompts, categories] = await Promise.all([
    db.promptSet.findFirst({ where: { AND: [{ name: promptSet }, visibleSets(actor)] }, select: { id: true } }),
    db.system.findMany({ where: { name: { in: names } }, select: { id: true, name: true } }),
    db.provider.findMany({ where: { name: { in: asked } }, select: { id: true, name: true } }),
    db.prompt.findMany({
      where: { promptSet: { AND: [{ name: promptSet }, visibleSets(actor)] }, externalId: { in: external } },
      select: { id: true, externalId: true },
    }),
    db.prompt.findMany({
      where: { promptSet: { AND: [{ name: promptSet }, visibleSets(actor)] }, category: { in: wanted } },
      distinct: ['category'],
      select: { category: true },
    }),
  ])
  return {
    promptSetId: set?.id,
    categories: new Set(categories.flatMap(({ category }) => category ?? [])),
    systems: new Map(systems.map(({ id, name }) => [name, id])),
    providers: new Map(providers.map(({ id, name }) => [name, id])),
    prompts: new Map(prompts.map(({ id, externalId }) => [externalId, id])),
  }
}
