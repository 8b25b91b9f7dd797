import type { Rng } from '@/lib/rng'
import { normalQuantile } from '@/lib/stats/normal'

export function pick<Each>({ below }: Rng, list: readonly Each[]): Each {
  return list[below(list.length)] as Each
}

export function chance({ below }: Rng, probability: number): boolean {
  return below(1_000_000) < probability * 1_000_000
}

/** A draw from the standard normal distribution. */
export function normal({ below }: Rng): number {
  return normalQuantile((below(1_000_000) + 0.5) / 1_000_000)
}

/** Milliseconds that a judgment took: between half and twice the median. */
export function duration({ below }: Rng, medianSeconds: number): number {
  return Math.round(medianSeconds * 1000 * 2 ** ((below(2001) - 1000) / 1000))
}
