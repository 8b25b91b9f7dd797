import { asPresented } from '@/lib/protocols/comparison/outcome'
import { type Rng, rng } from '@/lib/rng'
import { chance, duration, normal, pick } from './draws'
import type { SimulatedItem, SimulatedOption, SimulatedVerdict } from './simulated-item'

/** How a simulated annotator compares. Chances are from 0 to 1. */
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

/**
 * One verdict for each criterion, as presented. Draws come from the seed, the annotator's code and the item: whoever
 * judges an item judges it the same, in whatever order and however often a run is broken off.
 */
export function drawVerdict(
  item: SimulatedItem,
  { temper, prefer, seed, code }: { temper: Temper; prefer: Preference; seed: number; code: string },
): SimulatedVerdict {
  const draws = rng(seed, `simulated verdict of ${code} on ${item.position}, repeat ${item.repeat}`)
  const choose = (options: SimulatedOption[], index: number) => {
    if (chance(draws, temper.carelessness ?? 0)) return pick(draws, options).code
    const known = index === 0 ? item.expected : null
    if (known !== null && chance(draws, temper.skill)) return asPresented(known, item.leftIsA, options)
    return drawOpinion(draws, { ...item, chanceOfA: chanceOfA(item, { temper, prefer, seed }) }, temper, options)
  }
  const answers = item.criteria.map(({ id, options }, index) => ({
    ...{ criterion: id, turn: 0, choice: choose(options, index) },
  }))
  return { answers, elapsedMs: duration(draws, temper.seconds) }
}

type Shown = Pick<SimulatedItem, 'a' | 'b' | 'leftIsA'> & { chanceOfA: number }

function drawOpinion(
  draws: Rng,
  { a, b, leftIsA, chanceOfA }: Shown,
  temper: Temper,
  options: SimulatedOption[],
): string {
  const even = 1 - Math.abs(2 * chanceOfA - 1)
  const tieRate = a === b ? Math.max(temper.tieRate, temper.skill) : temper.tieRate * (0.5 + even / 2)
  if (chance(draws, tieRate)) return 'TIE'
  const isArmA = chance(draws, chance(draws, temper.skill) ? chanceOfA : 0.5)
  const isLeft = chance(draws, temper.leftBias) || isArmA === leftIsA
  return pick(
    draws,
    options.filter(({ score }) => (isLeft ? score > 0 : score < 0)),
  ).code
}

/** What the systems make likely, moved by what is the item's own: the same for all who judge it. */
function chanceOfA(
  { a, b, position }: SimulatedItem,
  { temper, prefer, seed }: { temper: Temper; prefer: Preference; seed: number },
): number {
  if (b === null || a === b) return 0.5
  const bySystems = prefer(a, b)
  if (!temper.itemSpread) return bySystems
  const own = normal(rng(seed, `simulated item ${position}`))
  return 1 / (1 + Math.exp(-temper.itemSpread * own) * (1 / bySystems - 1))
}
