/**
 * Judgments of pairs of systems, counted: row r holds how often, in one cluster (a prompt), `first[r]` was better than
 * `second[r]`, neither was, and `second[r]` was better. Which of a pair is called first is free, except where a position
 * effect is fitted: then it is the one shown first. Counts may be fractional weights.
 */
export type PairRows = {
  /** How many systems there are; they are numbered from 0. */
  systems: number
  first: Int32Array
  second: Int32Array
  /** Three per row: first better, tie, second better. */
  counts: Float64Array
  /** The cluster of each row, numbered from 0. */
  cluster: Int32Array
  clusters: number
  /** One list per covariate: its value for each row, added to the difference of abilities. None by default. */
  covariates: Float64Array[]
}

/** One judgment, or `times` equal ones; `score` is that of `first`: 1, ½ for a tie, 0. */
export type PairJudgment = {
  first: number
  second: number
  score: number
  cluster: number
  covariates?: readonly number[]
  times?: number
}

/**
 * Counts judgments by cluster, ordered pair and covariates.
 *
 * @throws RangeError on a score other than 0, ½ and 1, or a system compared with itself
 */
export function countPairRows(judgments: Iterable<PairJudgment>, systems: number): PairRows {
  const rowOf = new Map<string | number, number>()
  // Columns, not an object a row: with covariates there may be nearly as many rows as judgments.
  const [firsts, seconds, clusterOf, counts]: [number[], number[], number[], number[]] = [[], [], [], []]
  const columns: number[][] = []
  let clusters = 0
  for (const { first, second, score, cluster, covariates = [], times = 1 } of judgments) {
    if ((score !== 0 && score !== 0.5 && score !== 1) || first === second)
      throw new RangeError(
        `countPairRows requires two systems and a score of 0, ½ or 1, got ${first}, ${second}, ${score}`,
      )
    const pair = (cluster * systems + first) * systems + second
    const key = covariates.length === 0 ? pair : `${pair}/${covariates.join('/')}`
    const row = rowOf.get(key) ?? firsts.length
    if (row === firsts.length) {
      rowOf.set(key, row)
      firsts.push(first)
      seconds.push(second)
      clusterOf.push(cluster)
      counts.push(0, 0, 0)
      covariates.forEach((value, c) => {
        columns[c] ??= []
        columns[c].push(value)
      })
    }
    const cell = 3 * row + 2 - 2 * score
    counts[cell] = (counts[cell] as number) + times
    clusters = Math.max(clusters, cluster + 1)
  }
  return {
    systems,
    first: Int32Array.from(firsts),
    second: Int32Array.from(seconds),
    counts: Float64Array.from(counts),
    cluster: Int32Array.from(clusterOf),
    clusters,
    covariates: columns.map((column) => Float64Array.from(column)),
  }
}

/**
 * Adds the rows of all clusters up: at most one row per pair of systems, the lower number first. For fits that do not
 * look at clusters or covariates, where it makes the cost independent of the number of judgments.
 */
export function poolClusters(rows: PairRows): PairRows {
  const { systems } = rows
  const cell = new Int32Array(systems * systems).fill(-1)
  const pairs: [number, number][] = []
  const counts: number[] = []
  for (let r = 0; r < rows.first.length; r++) {
    const [one, other] = [rows.first[r] as number, rows.second[r] as number]
    const [low, high] = [Math.min(one, other), Math.max(one, other)]
    let pair = cell[low * systems + high] as number
    if (pair < 0) {
      pair = pairs.length
      cell[low * systems + high] = pair
      pairs.push([low, high])
      counts.push(0, 0, 0)
    }
    for (let o = 0; o < 3; o++)
      (counts[3 * pair + (one < other ? o : 2 - o)] as number) += rows.counts[3 * r + o] as number
  }
  return {
    systems,
    first: Int32Array.from(pairs, ([low]) => low),
    second: Int32Array.from(pairs, ([, high]) => high),
    counts: Float64Array.from(counts),
    cluster: new Int32Array(pairs.length),
    clusters: 1,
    covariates: [],
  }
}
