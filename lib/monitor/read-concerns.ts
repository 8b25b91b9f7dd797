import 'server-only'
import type { Access } from '@/lib/auth/access'
import { type Concern, concernsOf } from './concerns'
import { type Checks, readChecks } from './read-checks'
import { readSpeed, type Speed } from './read-speed'

/** What about each annotator deserves a look, by their ids; those of whom there is nothing to say are not in it. */
export async function readConcerns(
  access: Access<'study:read'> | Access<'annotators:manage'> | Access<'study:results'>,
): Promise<ReadonlyMap<string, Concern[]>> {
  const [speed, checks] = await Promise.all([readSpeed(access), readChecks(access)])
  return groupConcerns(speed, checks)
}

/** The same from counts that were read already. */
export function groupConcerns(speed: readonly Speed[], checks: readonly Checks[]): ReadonlyMap<string, Concern[]> {
  const ids = new Set([...speed, ...checks].map(({ annotatorId }) => annotatorId))
  const found = [...ids].map((id): [string, Concern[]] => {
    const ofThem = checks.filter(({ annotatorId }) => annotatorId === id)
    const known = {
      judged: ofThem.reduce((sum, { judged }) => sum + judged, 0),
      failed: ofThem.reduce((sum, { failed }) => sum + failed, 0),
    }
    return [id, concernsOf({ speed: speed.find(({ annotatorId }) => annotatorId === id), known })]
  })
  return new Map(found.filter(([, concerns]) => concerns.length > 0))
}
