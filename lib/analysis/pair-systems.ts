type System = { id: string; name: string }

/** Two systems in the order in which they are reported: wins are the reference's. */
export type Pair = { reference: System; other: System }

type Design = { pairing: 'FOCAL' | 'ALL' | 'LISTED'; systems: System[]; focal: System | null }

/**
 * The pairs a study reports, in the study's order of systems. Pairs of the plan are there even when nobody has judged
 * them; a listed plan shows those that were judged. The reference is the focal system, or else the pair's arm A.
 */
export function pairSystems(
  { pairing, systems, focal }: Design,
  judged: readonly { systemAId: string; systemBId: string | null }[],
): Pair[] {
  if (pairing === 'FOCAL' && focal)
    return systems.filter(({ id }) => id !== focal.id).map((other) => ({ reference: focal, other }))
  const isJudged = (a: System, b: System) => judged.some((cell) => cell.systemAId === a.id && cell.systemBId === b.id)
  return systems.flatMap((first, position) =>
    systems.slice(position + 1).flatMap((second) => {
      if (isJudged(first, second)) return [{ reference: first, other: second }]
      if (isJudged(second, first)) return [{ reference: second, other: first }]
      return pairing === 'ALL' ? [{ reference: first, other: second }] : []
    }),
  )
}
