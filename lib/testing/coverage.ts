import type { Interval } from '@/lib/stats/interval'

/** Share of simulated studies in which something held. */
export function frequency(studies: number, holds: (study: number) => boolean): number {
  let count = 0
  for (let study = 0; study < studies; study++) if (holds(study)) count++
  return count / studies
}

/** Whether an interval has a value in it; none has. */
export function covers(interval: Readonly<Interval> | null | undefined, value: number): boolean {
  return interval != null && interval[0] <= value && value <= interval[1]
}
