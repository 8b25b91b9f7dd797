import type { Stratum } from './strata'

/** Two systems in the order in which they are reported: wins are the reference's. */
export type Pair = { reference: string; other: string }

/** What of a study's design decides which pairs are reported, and in which order. Systems and groups by name. */
export type ReportDesign = {
  pairing: 'FOCAL' | 'ALL' | 'LISTED'
  systems: string[]
  focal: string | null
  groups: string[]
}

/**
 * The pairs a study reports, in the study's order of systems. Pairs of the plan are there even when nobody has judged
 * them; a listed plan shows those that were judged. The reference is the focal system, or else the one that was arm A
 * more often; the first by name where that is even.
 */
export function pairSystems({ pairing, systems, focal }: ReportDesign, strata: readonly Stratum[]): Pair[] {
  if (pairing === 'FOCAL' && focal !== null)
    return systems.filter((name) => name !== focal).map((other) => ({ reference: focal, other }))
  return systems.flatMap((one, position) =>
    systems.slice(position + 1).flatMap((other) => {
      const judged = strata.filter(
        ({ slice, first, second }) => slice.kind === 'all' && isPair(first, second, one, other),
      )
      if (judged.length === 0) return pairing === 'ALL' ? [{ reference: one, other }] : []
      if (one === focal || other === focal) return [orient(one === focal, one, other)]
      const lead = judged.reduce((sum, stratum) => sum + leadAsA(stratum, one), 0)
      return [orient(lead === 0 ? one < other : lead > 0, one, other)]
    }),
  )
}

function isPair(first: string, second: string, one: string, other: string): boolean {
  return (first === one && second === other) || (first === other && second === one)
}

function orient(forward: boolean, one: string, other: string): Pair {
  return forward ? { reference: one, other } : { reference: other, other: one }
}

/** How many more of the verdicts had `system` as arm A than as arm B. */
function leadAsA({ first, wins, ties, losses, asA }: Stratum, system: string): number {
  const lead = 2 * asA - (wins + ties + losses)
  return first === system ? lead : -lead
}
