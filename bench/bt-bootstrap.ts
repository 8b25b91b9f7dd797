import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { bootstrapStrengths } from '@/lib/stats/bootstrap-strengths'
import { davidson, tiesAsHalf } from '@/lib/stats/pair-model'
import type { PairRows } from '@/lib/stats/pair-rows'
import { drawMultiplicities } from '@/lib/stats/resampling'

/** Seconds that strengths with 1,000 rounds of the bootstrap by prompt take, in this thread. */
export type BtBootstrapTimes = {
  draw: number
  davidson: number
  tiesAsHalf: number
  /** drawing and the slower of the two models; the reference does it with Davidson's */
  total: number
}

const ROUNDS = 1000

/** Judgments with strengths from 1 to −1 and a fifth of ties or so, each a row. */
function drawJudgments(judgments: number, systems: number, prompts: number): PairRows {
  const random = xoroshiro128plus(7)
  const below = (bound: number) => uniformInt(random, 0, bound - 1)
  const first = new Int32Array(judgments)
  const second = new Int32Array(judgments)
  const cluster = new Int32Array(judgments)
  const counts = new Float64Array(3 * judgments)
  for (let r = 0; r < judgments; r++) {
    const [i, step] = [below(systems), 1 + below(systems - 1)]
    const j = (i + step) % systems
    const d = (2 * (j - i)) / (systems - 1)
    const [win, loss] = [Math.exp(d / 2), Math.exp(-d / 2)]
    const u = (below(2 ** 30) / 2 ** 30) * (win + loss + 0.6)
    first[r] = i
    second[r] = j
    cluster[r] = below(prompts)
    counts[3 * r + (u < win ? 0 : u < win + 0.6 ? 1 : 2)] = 1
  }
  return { systems, first, second, counts, cluster, clusters: prompts, covariates: [] }
}

/** Measures once. */
export function measureBtBootstrap(judgments: number, systems: number, prompts: number): BtBootstrapTimes {
  const rows = drawJudgments(judgments, systems, prompts)
  const random = xoroshiro128plus(11)
  let before = performance.now()
  const lap = () => {
    const seconds = (performance.now() - before) / 1000
    before = performance.now()
    return seconds
  }
  const drawn = Array.from({ length: ROUNDS }, () =>
    drawMultiplicities(prompts, (bound) => uniformInt(random, 0, bound - 1)),
  )
  const draw = lap()
  const [withTies, half] = [davidson, tiesAsHalf].map((model) => {
    for (const theta of bootstrapStrengths(model, rows, drawn))
      if (!theta) throw new Error('A resample has no estimate')
    return lap()
  }) as [number, number]
  return { draw, davidson: withTies, tiesAsHalf: half, total: draw + Math.max(withTies, half) }
}

/** What NumPy and SciPy take for the same on this machine, now; null without them or the reference values' folder. */
export function measureReference(judgments: number, systems: number, prompts: number): number | null {
  const script = path.join(import.meta.dirname, '../../shared/golden/perf/cluster_bench.py')
  const env = { ...process.env, OPENBLAS_NUM_THREADS: '1' }
  // Debian's own: the packages are its.
  const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3'
  const run = spawnSync(python, [script, judgments, systems, prompts].map(String), { encoding: 'utf8', env })
  if (run.status !== 0) return null
  const seconds = Object.entries(JSON.parse(run.stdout) as Record<string, number>).filter(([key]) => key.endsWith('_s'))
  return seconds.reduce((sum, [, value]) => sum + value, 0)
}

if (process.argv[1] === import.meta.filename) {
  const [judgments = 1_000_000, systems = 20, prompts = 5000] = process.argv.slice(2).filter(Number).map(Number)
  const runs = [1, 2, 3].map(() => measureBtBootstrap(judgments, systems, prompts))
  const best = runs.reduce((one, other) => (other.total < one.total ? other : one))
  const reference = measureReference(judgments, systems, prompts)
  console.log(
    JSON.stringify({
      judgments,
      systems,
      prompts,
      ...best,
      reference,
      bt_bootstrap_ratio: reference && best.total / reference,
    }),
  )
  if (reference === null) console.error('No comparison: it needs python3-numpy, python3-scipy and ../shared/golden.')
}
