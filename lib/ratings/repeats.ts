/** What an annotator gave to the same response, or turn, at first and when it came again by plan: numbers of the table. */
export type RepeatedRating = { annotator: number; first: number; again: number }

/** How often an annotator rated a response again by plan, and how often with the same option. */
export type Repeats = { rated: number; same: number }

/** Gathers planned repeats, which count in no figure, until the first rating of each is known. */
export class RepeatGatherer {
  private readonly kept: { key: string; annotator: number; option: number; exploratory: boolean }[] = []

  /** @param key names annotator, response and turn */
  add(key: string, rating: { annotator: number; option: number; exploratory: boolean }): void {
    this.kept.push({ key, ...rating })
  }

  /** Whether the first rating of this key is asked for. */
  isAwaited(): (key: string) => boolean {
    const keys = new Set(this.kept.map(({ key }) => key))
    return (key) => keys.has(key)
  }

  /** Those whose first rating is known; of models that joined late only where they are asked for. */
  finish(firstOf: ReadonlyMap<string, number>, explored: boolean): RepeatedRating[] {
    return this.kept.flatMap(({ key, annotator, option, exploratory }) => {
      const first = firstOf.get(key)
      return first === undefined || (exploratory && !explored) ? [] : [{ annotator, first, again: option }]
    })
  }
}

/** Of one annotator. */
export function repeatsOf(all: readonly RepeatedRating[], annotator: number): Repeats {
  const own = all.filter((one) => one.annotator === annotator)
  return { rated: own.length, same: own.filter(({ first, again }) => first === again).length }
}
