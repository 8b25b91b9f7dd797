import type { Concern, Known } from './concerns'
import type { MonitoredAnnotator } from './read-annotators'
import type { Checks } from './read-checks'
import type { Sides } from './read-sides'

/** An annotator whose counts ask for a look. Nobody is excluded because of it. */
export type Concerned = { annotatorId: string; code: string; count: number; of: number }

/** A difference of sides beyond this many standard deviations comes once in a thousand fair coins. */
const UNEVEN = 3.29

type Named = Pick<MonitoredAnnotator, 'id' | 'code'>

/** Hours that people have judged, whatever became of it: practice, pairs set aside and late verdicts are paid for, too. */
export function hoursOfPeople(
  times: readonly Pick<Sides, 'annotatorId' | 'activeMs'>[],
  annotators: readonly Pick<MonitoredAnnotator, 'id' | 'kind'>[],
): number {
  const people = new Set(annotators.filter(({ kind }) => kind === 'person').map(({ id }) => id))
  const theirs = times.filter(({ annotatorId }) => people.has(annotatorId))
  return theirs.reduce((sum, { activeMs }) => sum + activeMs, 0) / 3_600_000
}

/** Sides over annotators: the largest difference between left and right, and whoever's is more than chance makes. */
export function judgeSides(sides: readonly Omit<Sides, 'activeMs'>[], annotators: readonly Named[]) {
  return {
    people: sides.length,
    largest: Math.max(0, ...sides.map(({ lean }) => Math.abs(lean))),
    uneven: sides
      .filter(({ lean, seen }) => Math.abs(lean) > UNEVEN * Math.sqrt(seen))
      .map(({ annotatorId, lean, seen }) => concern(annotators, annotatorId, (seen + lean) / 2, seen)),
  }
}

/** Check and gold items over all annotators: how many were judged, and how many of them wrongly. */
export function sumChecks(checks: readonly Checks[]): { check: Known; gold: Known } {
  const count = (kind: Checks['kind']) => {
    const ofKind = checks.filter((each) => each.kind === kind)
    return {
      judged: ofKind.reduce((sum, { judged }) => sum + judged, 0),
      failed: ofKind.reduce((sum, { failed }) => sum + failed, 0),
    }
  }
  return { check: count('CHECK'), gold: count('GOLD') }
}

/** Whoever there is something of this kind to say about. */
export function nameConcerned(
  kind: Concern['kind'],
  concerns: ReadonlyMap<string, readonly Concern[]>,
  annotators: readonly Named[],
): Concerned[] {
  return annotators.flatMap(({ id, code }) =>
    (concerns.get(id) ?? [])
      .filter((each) => each.kind === kind)
      .map(({ count, of }) => ({ annotatorId: id, code, count, of })),
  )
}

function concern(annotators: readonly Named[], annotatorId: string, count: number, of: number): Concerned {
  return { annotatorId, code: annotators.find(({ id }) => id === annotatorId)?.code ?? '?', count, of }
}
