import type { MonitoredAnnotator } from './read-annotators'
import type { Checks } from './read-checks'
import type { Sides } from './read-sides'
import type { Speed } from './read-speed'

/** An annotator whose counts ask for a look. Nobody is excluded because of it. */
export type Concern = { annotatorId: string; code: string; count: number; of: number }

/** A difference of sides beyond this many standard deviations comes once in a thousand fair coins. */
const UNEVEN = 3.29
/** From this share of verdicts on that came too soon, and this many verdicts, an annotator is named. */
const FAST = { share: 0.2, verdicts: 10 }
/** From this share of failed items on, and this many, an annotator is named. */
const FAILED = { share: 0.25, items: 2 }

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

/** Annotators who are often faster than the texts can be read. */
export function judgeSpeed(speed: readonly Speed[], annotators: readonly Named[]): Concern[] {
  return speed
    .filter(({ verdicts, tooFast }) => verdicts >= FAST.verdicts && tooFast / verdicts >= FAST.share)
    .map(({ annotatorId, verdicts, tooFast }) => concern(annotators, annotatorId, tooFast, verdicts))
}

/** Check and gold items over all annotators, and whoever failed many. */
export function judgeChecks(checks: readonly Checks[], annotators: readonly Named[]) {
  const count = (kind: Checks['kind']) => {
    const ofKind = checks.filter((each) => each.kind === kind)
    return {
      judged: ofKind.reduce((sum, { judged }) => sum + judged, 0),
      failed: ofKind.reduce((sum, { failed }) => sum + failed, 0),
    }
  }
  const ids = [...new Set(checks.map(({ annotatorId }) => annotatorId))]
  const each = ids.map((id) => {
    const theirs = checks.filter(({ annotatorId }) => annotatorId === id)
    const failed = theirs.reduce((sum, each) => sum + each.failed, 0)
    return concern(
      annotators,
      id,
      failed,
      theirs.reduce((sum, { judged }) => sum + judged, 0),
    )
  })
  const careless = each.filter(({ count, of }) => count >= FAILED.items && count / of >= FAILED.share)
  return { check: count('CHECK'), gold: count('GOLD'), careless }
}

function concern(annotators: readonly Named[], annotatorId: string, count: number, of: number): Concern {
  return { annotatorId, code: annotators.find(({ id }) => id === annotatorId)?.code ?? '?', count, of }
}
