import type { ClusterSums } from '@/lib/stats/clustered-sums'
import type { Outcomes } from '@/lib/stats/score'

/** What of a study's judgments a stratum holds: all, those on prompts of one category, or with one tag. */
export type Slice = { kind: 'all' | 'category' | 'tag'; name: string }

/**
 * Verdicts of one group on one pair of systems in one slice, counted, with sums over prompts from which every clustered
 * interval follows: of prompts with n verdicts, w wins and l losses of `first`, Σn², Σnw, Σnl, Σw², Σwl, Σl². All whole.
 */
export type Stratum = Outcomes & {
  group: string
  first: string
  second: string
  slice: Slice
  /** Verdicts that a simulation made, or had a part in. */
  simulated: number
  /** Verdicts on items whose arm A is `first`. */
  asA: number
  prompts: number
  /** Prompts with a verdict that is no tie; prompts on which `first` won more often, and less often. */
  decided: number
  promptWins: number
  promptLosses: number
  nn: number
  nw: number
  nl: number
  ww: number
  wl: number
  ll: number
}

/** Decided judgments of one group by the side chosen, with sums over prompts of n² and of n and t², t twice the left score. */
export type SideStratum = { group: string; left: number; right: number; ties: number } & Pick<
  ClusterSums,
  'nn' | 'nt' | 'tt'
> & { prompts: number }

/** What stands for the group where all groups of people are taken together. */
export const POOLED = 'All groups of people'

/** A study's judgments on one criterion, counted. `recorded` = `used` + all of `leftOut`. */
export type Strata = {
  strata: Stratum[]
  /** Of all groups of people together, a prompt of several groups being one; none where fewer than two judged. */
  pooled: Stratum[]
  recorded: number
  used: number
  leftOut: Record<string, number>
}

/** The same stratum seen from the other system. */
export function turn(stratum: Stratum): Stratum {
  const { first, second, wins, ties, losses, promptWins, promptLosses, nw, nl, ww, ll } = stratum
  return {
    ...stratum,
    asA: wins + ties + losses - stratum.asA,
    first: second,
    second: first,
    wins: losses,
    losses: wins,
    promptWins: promptLosses,
    promptLosses: promptWins,
    nw: nl,
    nl: nw,
    ww: ll,
    ll: ww,
  }
}

/** Adds one prompt's verdicts to a stratum, or those of `times` prompts alike; `simulated` and `asA` are of all of them. */
export function addPrompt(stratum: Stratum, prompt: Outcomes & { simulated: number; asA: number }, times = 1): void {
  const { wins: w, ties: t, losses: l, simulated, asA } = prompt
  const n = w + t + l
  stratum.wins += times * w
  stratum.ties += times * t
  stratum.losses += times * l
  stratum.simulated += simulated
  stratum.asA += asA
  stratum.prompts += times
  if (w + l > 0) stratum.decided += times
  if (w > l) stratum.promptWins += times
  if (l > w) stratum.promptLosses += times
  stratum.nn += times * n * n
  stratum.nw += times * n * w
  stratum.nl += times * n * l
  stratum.ww += times * w * w
  stratum.wl += times * w * l
  stratum.ll += times * l * l
}

/** Adds the sides chosen on `times` prompts alike: `left` and `ties` of n judgments each. */
export function addSides(
  side: SideStratum,
  { n, left, ties }: { n: number; left: number; ties: number },
  times = 1,
): void {
  const t = 2 * left + ties
  side.left += times * left
  side.right += times * (n - left - ties)
  side.ties += times * ties
  side.prompts += times
  side.nn += times * n * n
  side.nt += times * n * t
  side.tt += times * t * t
}

/** Sides of a group that chose none. */
export function emptySides(group: string): SideStratum {
  return { group, left: 0, right: 0, ties: 0, prompts: 0, nn: 0, nt: 0, tt: 0 }
}

/** The stratum of this name among those so far, a new one if need be. */
export function stratumOf(
  strata: Map<string, Stratum>,
  group: string,
  first: string,
  second: string,
  slice: Slice,
): Stratum {
  const key = JSON.stringify([group, first, second, slice.kind, slice.name])
  const stratum = strata.get(key) ?? emptyStratum(group, first, second, slice)
  strata.set(key, stratum)
  return stratum
}

/** The slices that a prompt belongs to. */
export function slicesOf(category: string | null, tags: readonly string[]): Slice[] {
  return [
    { kind: 'all', name: '' },
    ...(category === null ? [] : [{ kind: 'category' as const, name: category }]),
    ...[...new Set(tags)].map((name) => ({ kind: 'tag' as const, name })),
  ]
}

/** A stratum without judgments. */
export function emptyStratum(group: string, first: string, second: string, slice: Slice): Stratum {
  const zero = { wins: 0, ties: 0, losses: 0, simulated: 0, asA: 0, prompts: 0, decided: 0 }
  return {
    group,
    first,
    second,
    slice,
    ...zero,
    promptWins: 0,
    promptLosses: 0,
    nn: 0,
    nw: 0,
    nl: 0,
    ww: 0,
    wl: 0,
    ll: 0,
  }
}

/** `count` verdicts of one outcome, each on a prompt of its own: what published counts are taken for. */
export function addSingles(stratum: Stratum, outcome: keyof Outcomes, count: number): void {
  stratum[outcome] += count
  stratum.asA += count
  stratum.prompts += count
  stratum.nn += count
  if (outcome === 'ties') return
  stratum.decided += count
  const won = outcome === 'wins'
  stratum[won ? 'promptWins' : 'promptLosses'] += count
  stratum[won ? 'nw' : 'nl'] += count
  stratum[won ? 'ww' : 'll'] += count
}
