import { db } from '@/lib/db/client'

/** A study whose annotators must not learn whose texts they read. */
type Blind = {
  studyId: string
  set: { id: string; name: string }
  researcher: { id: string; name: string; email: string }
  systems: readonly { id: string; name: string }[]
}

/**
 * All that would tell who answered, or which pairs belong together. Not the ids of questions, by which answers are named:
 * they are the same for every pair.
 */
export async function secretsOf({ studyId, set, researcher, systems }: Blind): Promise<string[]> {
  const [prompts, responses, items] = await Promise.all([
    db.prompt.findMany({ where: { promptSetId: set.id } }),
    db.systemResponse.findMany({ where: { promptSetId: set.id } }),
    db.item.findMany({ where: { studyId } }),
  ])
  const ids = [...prompts, ...responses, ...items, ...systems, set, researcher].map(({ id }) => id)
  const digests = [...prompts, ...responses].map(({ digest }) => digest)
  const names = systems.flatMap(({ name }) => [name, name.toLowerCase().replaceAll(' ', '-'), name.split(' ')[0] ?? ''])
  const internal = ['leftIsA', 'responseAId', 'responseBId', 'externalId']
  return [...ids, ...digests, ...names, ...internal, set.name, researcher.name, researcher.email]
}
