import { packTable } from './packed-table'
import type { PairModel } from './pair-model'
import { type PairRows, poolClusters } from './pair-rows'
import type { Multiplicities } from './resampling'

/** What a model's likelihood needs of a resample: counts by pair and, where those leave it out, a linear term. */
export type Resample = { rows: PairRows; linear?: Float64Array }

/** Judgments of a study under any resample of its clusters. */
export type Resampler = {
  /** all judgments, one row per pair */
  pooled: PairRows
  /** the resample that takes cluster g `drawn[g]` times; valid until the next call, which reuses its memory */
  resample: (drawn: Multiplicities) => Resample
}

/** Above this many cells (clusters × columns) a table is not worth its memory. */
const MOST_CELLS = 8_000_000

/**
 * Prepares the refits of a bootstrap. A model of the exponential family needs each pair's number, each system's score and
 * the number of ties; where a table of those by cluster is well filled, its rows are summed. Else the filled cells
 * (pair, outcome) of each cluster are.
 */
export function prepareResamples(model: PairModel, rows: PairRows): Resampler {
  const pooled = poolClusters(rows)
  const pairs = pairNumbers(pooled)
  const cells = rows.clusters * (pooled.first.length + rows.systems + 1)
  const filled = cells <= MOST_CELLS && cells <= 4 * rows.counts.length
  let whole = true
  for (let k = 0; whole && k < rows.counts.length; k++) whole = Number.isInteger(rows.counts[k])
  return filled && whole && model.exponential
    ? resampleTotals(model, rows, pooled, pairs)
    : resampleCells(rows, pooled, pairs)
}

/** Number of each pair's row in `pooled`, by its lower system times the number of systems plus its higher. */
function pairNumbers(pooled: PairRows): Int32Array {
  const pairs = new Int32Array(pooled.systems ** 2)
  for (let p = 0; p < pooled.first.length; p++)
    pairs[(pooled.first[p] as number) * pooled.systems + (pooled.second[p] as number)] = p
  return pairs
}

/** Columns: number of judgments of each pair; twice the score of each system; ties. */
function resampleTotals(model: PairModel, rows: PairRows, pooled: PairRows, pairs: Int32Array): Resampler {
  const { systems, counts } = rows
  const count = pooled.first.length
  const columns = count + systems + 1
  const table = new Int32Array(rows.clusters * columns)
  for (let r = 0; r < rows.first.length; r++) {
    const [i, j] = [rows.first[r] as number, rows.second[r] as number]
    const [win, tie, loss] = [counts[3 * r] as number, counts[3 * r + 1] as number, counts[3 * r + 2] as number]
    const at = (rows.cluster[r] as number) * columns
    ;(table[at + (pairs[i < j ? i * systems + j : j * systems + i] as number)] as number) += win + tie + loss
    ;(table[at + count + i] as number) += 2 * win + tie
    ;(table[at + count + j] as number) += 2 * loss + tie
    ;(table[at + columns - 1] as number) += tie
  }
  const { sumInto } = packTable(table, rows.clusters, columns)
  const sums = new Float64Array(columns)
  const linear = new Float64Array(systems + (model.tieStart === null ? 0 : 1))
  const replicate: PairRows = { ...pooled, counts: new Float64Array(3 * count) }
  const resample = (drawn: Multiplicities): Resample => {
    sumInto(drawn, sums)
    // As if each pair had half wins, half losses; what the scores and ties differ from that is linear.
    for (let i = 0; i < systems; i++) linear[i] = (sums[count + i] as number) / 2
    for (let p = 0; p < count; p++) {
      const half = (sums[p] as number) / 2
      replicate.counts[3 * p] = half
      replicate.counts[3 * p + 2] = half
      ;(linear[pooled.first[p] as number] as number) -= half
      ;(linear[pooled.second[p] as number] as number) -= half
    }
    if (model.tieStart !== null) linear[systems] = sums[columns - 1] as number
    return { rows: replicate, linear }
  }
  return { pooled, resample }
}

/** Filled cells, cluster after cluster. */
function resampleCells(rows: PairRows, pooled: PairRows, pairs: Int32Array): Resampler {
  const { systems } = rows
  const start = new Int32Array(rows.clusters + 1)
  for (let k = 0; k < rows.counts.length; k++) {
    if ((rows.counts[k] as number) > 0) (start[(rows.cluster[Math.floor(k / 3)] as number) + 1] as number)++
  }
  for (let g = 0; g < rows.clusters; g++) (start[g + 1] as number) += start[g] as number
  const next = start.slice()
  const cell = new Int32Array(start[rows.clusters] as number)
  const count = new Float64Array(cell.length)
  for (let k = 0; k < rows.counts.length; k++) {
    if (!((rows.counts[k] as number) > 0)) continue
    const r = Math.floor(k / 3)
    const [i, j] = [rows.first[r] as number, rows.second[r] as number]
    const at = next[rows.cluster[r] as number] as number
    next[rows.cluster[r] as number] = at + 1
    const outcome = i < j ? k % 3 : 2 - (k % 3)
    cell[at] = 3 * (pairs[i < j ? i * systems + j : j * systems + i] as number) + outcome
    count[at] = rows.counts[k] as number
  }
  const replicate: PairRows = { ...pooled, counts: new Float64Array(pooled.counts.length) }
  const resample = (drawn: Multiplicities): Resample => {
    const { counts } = replicate
    counts.fill(0)
    for (let g = 0; g < drawn.length; g++) {
      const times = drawn[g] as number
      if (times === 0) continue
      for (let e = start[g] as number, end = start[g + 1] as number; e < end; e++)
        (counts[cell[e] as number] as number) += times * (count[e] as number)
    }
    return { rows: replicate }
  }
  return { pooled, resample }
}
