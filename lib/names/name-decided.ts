import 'server-only'
import { db } from '@/lib/db/client'
import type { NamedDecision } from '@/lib/designs/protocol'
import type { StudyInput } from '@/lib/designs/schema'
import { samplesOfDesign, systemsShown } from '@/lib/designs/systems-of-design'

/** What a design decides about the prompts and responses it would show, by the names an installation calls them, in their order. */
export async function nameDecided(design: StudyInput, prompts: readonly { id: string }[]): Promise<NamedDecision[]> {
  const { names, known } = design
  const shown = new Set([...prompts.map(({ id }) => id), ...known.map(({ promptId }) => promptId)])
  const systemIds = systemsShown(design)
  const made = new Set(systemIds)
  const samples = samplesOfDesign(design)
  const decided = names.filter(
    ({ promptId, systemId, sample }) =>
      shown.has(promptId) && (systemId === null || made.has(systemId)) && sample < samples,
  )
  const [externals, systems] = await Promise.all([
    db.prompt.findMany({
      where: { id: { in: [...new Set(decided.map(({ promptId }) => promptId))] } },
      select: { id: true, externalId: true },
    }),
    db.system.findMany({ where: { id: { in: systemIds } }, select: { id: true, name: true } }),
  ])
  const promptOf = new Map(externals.map(({ id, externalId }) => [id, externalId]))
  const systemOf = new Map(systems.map(({ id, name }) => [id, name]))
  return decided.map(({ promptId, systemId, sample, word, decision }) => ({
    ...{ prompt: promptOf.get(promptId) ?? '', system: systemId && (systemOf.get(systemId) ?? ''), word, decision },
    ...(sample > 0 && { sample }),
  }))
}
