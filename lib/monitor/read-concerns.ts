import 'server-only'
import type { Access } from '@/lib/auth/access'
import { type Concern, concernsOf } from './concerns'
import { type Checks, readChecks } from './read-checks'
import { readSame, type Same } from './read-same'
import { readSpeed, type Speed } from './read-speed'

/** What about each annotator deserves a look, by their ids; those of whom there is nothing to say are not in it. */
export async function readConcerns(
  access: Access<'study:read'> | Access<'annotators:manage'> | Access<'study:results'>,
): Promise<ReadonlyMap<string, Concern[]>> {
  const [speed, checks, same] = await Promise.all([readSpeed(access), readChecks(access), readSame(access)])
  return groupConcerns(speed, checks, same)
}

/** The same from counts that were read already. */
export function groupConcerns(
  speed: readonly Speed[],
  checks: readonly Checks[],
  same: readonly Same[],
): ReadonlyMap<string, Concern[]> {
  const ids = new Set([...speed, ...checks, ...same].map(({ annotatorId }) => annotatorId))
  const found = [...ids].map((id): [string, Concern[]] => {
    const ofThem = checks.filter(({ annotatorId }) => annotatorId === id)
    const known = {
      judged: ofThem.reduce((sum, { judged }) => sum + judged, 0),
      failed: ofThem.reduce((sum, { failed }) => sum + failed, 0),
    }
    const ofId = <Row extends { annotatorId: string }>(rows: readonly Row[]) =>
      rows.find(({ annotatorId }) => annotatorId === id)
    return [id, concernsOf({ speed: ofId(speed), known, same: ofId(same) })]
  })
  return new Map(found.filter(([, concerns]) => concerns.length > 0))
}
