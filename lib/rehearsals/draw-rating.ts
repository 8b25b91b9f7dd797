import { rng } from '@/lib/rng'
import { normalCdf } from '@/lib/stats/normal'
import { chance, duration, normal, pick } from './draws'
import type { SimulatedItem, SimulatedOption, SimulatedVerdict } from './simulated-item'

/** How a simulated annotator rates. Quality is measured in standard deviations of one system's responses. */
export type RatingTemper = {
  /** How far annotators lie apart in how severe they are, as a standard deviation. */
  severity: number
  /** How far one's grade strays from what the response is worth to them, as a standard deviation. */
  noise: number
  /** Median seconds for a judgment. */
  seconds: number
  /** Chance that an answer is any of the options, unread. */
  carelessness?: number
}

/** How good a system's responses are in the middle. */
type Quality = (system: string) => number

/** How far the turns of one response differ in quality, as a standard deviation. */
const TURN_SPREAD = 0.7

/** Of a response whose grade is known, who is one severity off does not miss it yet. */
const KNOWN_SPREAD = 0.5

type Rater = { temper: RatingTemper; qualityOf: Quality; seed: number; code: string }

/**
 * A grade for each criterion, or each turn of it: the system's quality, what is the response's and the turn's own, the
 * same for all who rate it, how severe this annotator is, and noise. Options share the scale evenly. Draws come from the
 * seed, the annotator's code and the item, in whatever order and however often a run is broken off.
 */
export function drawRating(item: SimulatedItem, rater: Rater): SimulatedVerdict {
  const { temper, seed, code } = rater
  const draws = rng(seed, `simulated rating of ${code} on ${item.position}, repeat ${item.repeat}`)
  const strictness = temper.severity * normal(rng(seed, `simulated severity of ${code}`))
  const choose = (options: SimulatedOption[], turn: number, expected: string | null) => {
    if (chance(draws, temper.carelessness ?? 0)) return pick(draws, options).code
    const off = temper.noise * normal(draws) - strictness
    return expected === null
      ? optionAt(options, (worthOf(item, turn, rater) + off) / spreadOf(temper))
      : nearby(options, expected, off)
  }
  const answers = item.criteria.flatMap(({ id, unit, options }, index) =>
    turnsOf(unit, item.turns).map((turn) => ({
      ...{ criterion: id, turn, choice: choose(options, turn, index === 0 ? item.expected : null) },
    })),
  )
  return { answers, elapsedMs: duration(draws, temper.seconds) }
}

/** What is answered to a criterion: 0 for the whole, or each turn. */
function turnsOf(unit: 'RESPONSE' | 'TURN', turns: number): number[] {
  return unit === 'TURN' ? Array.from({ length: turns }, (_, nth) => nth + 1) : [0]
}

/** What a response, or a turn of it, is worth, whoever rates it. */
function worthOf({ a, position }: SimulatedItem, turn: number, { qualityOf, seed }: Rater): number {
  const own = normal(rng(seed, `simulated response ${position}`))
  const ofTurn = turn === 0 ? 0 : TURN_SPREAD * normal(rng(seed, `simulated response ${position}, turn ${turn}`))
  return qualityOf(a) + own + ofTurn
}

/** How far grades lie apart that nothing but chance tells apart. */
function spreadOf({ severity, noise }: RatingTemper): number {
  return Math.hypot(1, severity, noise)
}

/** The option a standard-normal worth falls into, where all are as likely; from the worst to the best. */
function optionAt(options: readonly SimulatedOption[], worth: number): string {
  const place = Math.floor(normalCdf(worth) * options.length)
  return (options[Math.min(place, options.length - 1)] as SimulatedOption).code
}

/** The known option, or one beside it where somebody is far off. */
function nearby(options: readonly SimulatedOption[], expected: string, off: number): string {
  const known = options.findIndex(({ code }) => code === expected)
  const place = Math.round(known + KNOWN_SPREAD * off)
  return (options[Math.max(0, Math.min(place, options.length - 1))] as SimulatedOption).code
}
