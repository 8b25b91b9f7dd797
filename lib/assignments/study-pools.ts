import 'server-only'
import type { db, Tx } from '@/lib/db/client'
import type { StudyInput } from '@/lib/designs/schema'
import type { Pool } from './plan-slots'

/** A pool with the group it is kept for; null is anybody. */
export type StudyPool = Pool & { groupId: string | null }

/** The ids of a study's groups of people, by their letters. */
export async function loadGroups(tx: Tx | typeof db, studyId: string): Promise<ReadonlyMap<string, string>> {
  const groups = await tx.annotatorGroup.findMany({ where: { studyId, kind: 'HUMAN' } })
  return new Map(groups.map(({ id, codePrefix }) => [codePrefix, id]))
}

/**
 * The pools of a design: anybody's, then each group's. Shared items are only in the pools of groups that do not judge
 * the shared set: everybody else judges them anyway, and nobody twice.
 */
export function poolsOf({ overlap, groups, sharedItems }: StudyInput, ids: ReadonlyMap<string, string>): StudyPool[] {
  return [
    { key: '', groupId: null, overlap, takesShared: sharedItems === 0 },
    ...groups.map(({ codePrefix: key, overlap, judgesShared }) => ({
      ...{ key, overlap, takesShared: sharedItems === 0 || !judgesShared },
      groupId: ids.get(key) ?? null,
    })),
  ]
}

/** Judgments one annotator is expected to give, from the cap or the places of all groups; null when neither is known. */
export function workloadOf({ cap, groups, sharedItems }: StudyInput, poolSlots: number): number | null {
  if (cap !== null) return cap
  const places = groups.reduce((sum, group) => sum + (group.places ?? Number.NaN), 0)
  return Number.isNaN(places) ? null : Math.ceil(poolSlots / places) + sharedItems
}
