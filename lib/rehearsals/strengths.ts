import { rng } from '@/lib/rng'
import type { Preference } from './draw-verdict'

/** How far a system's strength lies from the middle at most, on a logistic scale: 0.77 of decided verdicts. */
const FARTHEST = 1.2

/** What a rehearsal takes for true: each system's strength on a logistic scale, drawn from the seed, by name. */
export function drawStrengths(seed: number, names: readonly string[]): Map<string, number> {
  return new Map(
    names.map((name) => [name, (FARTHEST * (rng(seed, `simulated strength of ${name}`).below(2001) - 1000)) / 1000]),
  )
}

/** Chances by difference of strengths, as in a Bradley–Terry model. */
export function preferByStrength(strengths: ReadonlyMap<string, number>): Preference {
  return (a, b) => 1 / (1 + Math.exp((strengths.get(b) ?? 0) - (strengths.get(a) ?? 0)))
}
