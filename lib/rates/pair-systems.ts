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
  const leads = leadsOf(systems, strata)
  const pairs = pairing === 'ALL' ? allPairs(systems.length) : [...leads.keys()].sort((one, other) => one - other)
  return pairs.map((pair) => {
    const one = systems[Math.floor(pair / systems.length)] as string
    const other = systems[pair % systems.length] as string
    const lead = leads.get(pair)
    if (lead === undefined) return { reference: one, other }
    if (one === focal || other === focal) return orient(one === focal, one, other)
    return orient(lead === 0 ? one < other : lead > 0, one, other)
  })
}

/** Pairs as numbers, the place of the earlier system times their count plus that of the later. */
function allPairs(systems: number): number[] {
  return Array.from({ length: systems }, (_, one) =>
    Array.from({ length: systems - one - 1 }, (_, k) => one * systems + one + 1 + k),
  ).flat()
}

/** Of each pair that was judged, how many more of the verdicts had the earlier system as arm A than as arm B. */
function leadsOf(systems: readonly string[], strata: readonly Stratum[]): Map<number, number> {
  const placeOf = new Map(systems.map((name, place) => [name, place]))
  const leads = new Map<number, number>()
  for (const { slice, first, second, wins, ties, losses, asA } of strata) {
    const [one, other] = [placeOf.get(first), placeOf.get(second)]
    if (slice.kind !== 'all' || one === undefined || other === undefined) continue
    const lead = 2 * asA - (wins + ties + losses)
    const pair = Math.min(one, other) * systems.length + Math.max(one, other)
    leads.set(pair, (leads.get(pair) ?? 0) + (one < other ? lead : -lead))
  }
  return leads
}

function orient(forward: boolean, one: string, other: string): Pair {
  return forward ? { reference: one, other } : { reference: other, other: one }
}
