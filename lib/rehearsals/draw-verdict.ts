import type { Answer } from '@/lib/engine/schema'
import { asPresented } from '@/lib/protocols/comparison/outcome'
import { type Rng, rng } from '@/lib/rng'
import { normalQuantile } from '@/lib/stats/normal'

/** How a simulated annotator judges. Chances are from 0 to 1. */
export type Temper = {
  /** Chance that a verdict follows what the item's systems make likely, rather than a coin. */
  skill: number
  /** Chance that a verdict which is no tie goes to the left, whatever stands there. */
  leftBias: number
  /** Chance of a tie where the systems are even. */
  tieRate: number
  /** Median seconds for a judgment. */
  seconds: number
  /** Chance that an answer is any of the options, unread. */
  carelessness?: number
  /**
   * How far an item's two responses may be better or worse than their systems are, as the standard deviation of the
   * log-odds: what makes annotators agree beyond chance. None when left out.
   */
  itemSpread?: number
}

/** Chance, from 0 to 1, that system `a` is preferred to `b` when no tie is given. */
export type Preference = (a: string, b: string) => number

type Option = { code: string; score: number }

/** A slot with all that a simulated verdict depends on: systems by name, criteria in order. */
export type SimulatedItem = {
  position: number
  repeat: number
  leftIsA: boolean
  a: string
  b: string
  /** The first criterion's known verdict, canonical. */
  expected: string | null
  criteria: { id: string; options: Option[] }[]
}

/**
 * One verdict for each criterion, as presented. Draws come from the seed, the annotator's code and the item: whoever
 * judges an item judges it the same, in whatever order and however often a run is broken off.
 */
export function drawVerdict(
  item: SimulatedItem,
  { temper, prefer, seed, code }: { temper: Temper; prefer: Preference; seed: number; code: string },
): { answers: Answer[]; elapsedMs: number } {
  const draws = rng(seed, `simulated verdict of ${code} on ${item.position}, repeat ${item.repeat}`)
  const choose = (options: Option[], index: number) => {
    if (chance(draws, temper.carelessness ?? 0)) return pick(draws, options)
    const known = index === 0 ? item.expected : null
    if (known !== null && chance(draws, temper.skill)) return asPresented(known, item.leftIsA, options)
    return drawOpinion(draws, { ...item, chanceOfA: chanceOfA(item, { temper, prefer, seed }) }, temper, options)
  }
  const answers = item.criteria.map(({ id, options }, index) => ({
    ...{ criterion: id, turn: 0, choice: choose(options, index) },
  }))
  // Between half and twice the median.
  const elapsedMs = Math.round(temper.seconds * 1000 * 2 ** ((draws.below(2001) - 1000) / 1000))
  return { answers, elapsedMs }
}

type Shown = { a: string; b: string; leftIsA: boolean; chanceOfA: number }

function drawOpinion(draws: Rng, { a, b, leftIsA, chanceOfA }: Shown, temper: Temper, options: Option[]): string {
  const even = 1 - Math.abs(2 * chanceOfA - 1)
  const tieRate = a === b ? Math.max(temper.tieRate, temper.skill) : temper.tieRate * (0.5 + even / 2)
  if (chance(draws, tieRate)) return 'TIE'
  const isArmA = chance(draws, chance(draws, temper.skill) ? chanceOfA : 0.5)
  const isLeft = chance(draws, temper.leftBias) || isArmA === leftIsA
  return pick(
    draws,
    options.filter(({ score }) => (isLeft ? score > 0 : score < 0)),
  )
}

/** What the systems make likely, moved by what is the item's own: the same for all who judge it. */
function chanceOfA(
  { a, b, position }: SimulatedItem,
  { temper, prefer, seed }: { temper: Temper; prefer: Preference; seed: number },
): number {
  if (a === b) return 0.5
  const bySystems = prefer(a, b)
  if (!temper.itemSpread) return bySystems
  const own = normalQuantile((rng(seed, `simulated item ${position}`).below(1_000_000) + 0.5) / 1_000_000)
  return 1 / (1 + Math.exp(-temper.itemSpread * own) * (1 / bySystems - 1))
}

function pick({ below }: Rng, options: readonly Option[]): string {
  return (options[below(options.length)] as Option).code
}

function chance({ below }: Rng, probability: number): boolean {
  return below(1_000_000) < probability * 1_000_000
}
