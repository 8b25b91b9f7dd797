import { strongComponents } from './components'
import { type PairRows, poolClusters } from './pair-rows'

/** Why a rating model has no finite estimate. */
export type NoEstimate = {
  exists: false
  cause: 'no-judgments' | 'disconnected' | 'dominated' | 'no-ties' | 'no-decisive' | 'separated'
  reason: string
  /** 'disconnected': the groups never compared with each other. 'dominated': the groups from best to worst. */
  groups: number[][]
}

/** Whether the likelihood of a rating model has its maximum at finite abilities, and only one. */
export type Existence = { exists: true } | NoEstimate

const REASONS: Record<NoEstimate['cause'], string> = {
  'no-judgments': 'There is no judgment that compares two systems.',
  disconnected: 'The systems fall into groups that were never compared with each other: no scale holds them all.',
  dominated: 'Some systems never won or tied against the rest: their distance has no upper bound.',
  'no-ties': 'No judgment was a tie: how likely ties are cannot be estimated.',
  'no-decisive': 'Every judgment was a tie: how likely ties are has no upper bound.',
  separated: 'The judgments fit a ranking without any exception: its distances have no upper bound.',
}

/** Groups of systems connected by judgments of any outcome, in the order of their lowest number. */
export function comparedGroups(rows: PairRows): number[][] {
  const linked = linkTable(rows, () => true)
  return strongComponents(rows.systems, linked).sort((a, b) => (a[0] as number) - (b[0] as number))
}

/** Groups within which every system beat or tied every other by some chain, best first as far as that is known. */
export function rankedGroups(rows: PairRows): number[][] {
  const counts = poolClusters(rows)
  return strongComponents(
    rows.systems,
    linkTable(counts, (outcome, forward) => outcome === 1 || (outcome === 0) === forward),
  )
}

/**
 * Whether the maximum-likelihood estimate exists and is unique.
 *
 * Ties as half: when each system beat or tied each other by some chain (the graph is strongly connected). With a
 * parameter for ties (Davidson, Rao–Kupper): also at least one tie and one decisive judgment, and no potential a with
 * a(winner) − a(loser) ≥ 1 for every decisive judgment and |a₁ − a₂| ≤ 1 for every tie; such a potential exists exactly
 * when the difference constraints have no negative cycle (Bellman–Ford). Two systems therefore need wins, ties and losses.
 *
 * @see Ford (1957) Am. Math. Mon. 64(8):28–33 for the graph; Albert & Anderson (1984) Biometrika 71:1–10 for separation
 */
export function pairModelExistence(rows: PairRows, withTies: boolean): Existence {
  const totals = [0, 0, 0]
  rows.counts.forEach((n, k) => {
    totals[k % 3] = (totals[k % 3] as number) + n
  })
  const [wins, ties, losses] = totals as [number, number, number]
  if (wins + ties + losses === 0) return none('no-judgments')
  const compared = comparedGroups(rows)
  if (compared.length > 1) return none('disconnected', compared)
  if (withTies && wins + losses === 0) return none('no-decisive')
  const ranked = rankedGroups(rows)
  if (ranked.length > 1) return none('dominated', ranked)
  if (withTies && ties === 0) return none('no-ties')
  return withTies && !hasNegativeCycle(poolClusters(rows)) ? none('separated') : { exists: true }
}

function none(cause: NoEstimate['cause'], groups: number[][] = []): NoEstimate {
  return { exists: false, cause, reason: REASONS[cause], groups }
}

/** Edges first → second (forward) and second → first where an outcome with `counts` above 0 is wanted. */
function linkTable(rows: PairRows, wanted: (outcome: number, forward: boolean) => boolean) {
  const { systems } = rows
  const linked = new Uint8Array(systems * systems)
  for (let r = 0; r < rows.first.length; r++) {
    const [i, j] = [rows.first[r] as number, rows.second[r] as number]
    for (let o = 0; o < 3; o++) {
      if (!((rows.counts[3 * r + o] as number) > 0)) continue
      if (wanted(o, true)) linked[i * systems + j] = 1
      if (wanted(o, false)) linked[j * systems + i] = 1
    }
  }
  return (from: number, to: number) => linked[from * systems + to] === 1
}

function hasNegativeCycle(rows: PairRows): boolean {
  const edges: [from: number, to: number, weight: number][] = []
  for (let r = 0; r < rows.first.length; r++) {
    const [i, j] = [rows.first[r] as number, rows.second[r] as number]
    const [win, tie, loss] = rows.counts.subarray(3 * r, 3 * r + 3) as unknown as [number, number, number]
    if (win > 0) edges.push([i, j, -1])
    if (loss > 0) edges.push([j, i, -1])
    if (tie > 0) edges.push([i, j, 1], [j, i, 1])
  }
  const potential = new Float64Array(rows.systems)
  for (let round = 0; round <= rows.systems; round++) {
    let changed = false
    for (const [from, to, weight] of edges) {
      const reached = (potential[from] as number) + weight
      if (reached >= (potential[to] as number)) continue
      potential[to] = reached
      changed = true
    }
    if (!changed) return false
  }
  return true
}
