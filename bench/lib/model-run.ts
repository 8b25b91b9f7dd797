import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type pg from 'pg'
import { type Figure, say } from './report'

const PROMPTS = 300
const BASELINES = 5
const LANES = 16
const LATENCY_MS = 50

type Database = { url: string; pool: pg.Pool }
type Key = { studyId: string; annotatorId: string }

/**
 * LIMA's figure 2: 300 prompts, five baselines, both orders: 3,000 calls of a scripted model that takes 50 ms for each, in a
 * process of its own, beside what 16 lanes could do at best. The studies are made in processes of their own, too: what is
 * measured of this one is the run.
 */
export async function measureRun({ url }: Database): Promise<Figure[]> {
  process.env.DATABASE_URL = url
  process.env.NEXTAUTH_SECRET ??= 'a benchmark signs nobody in, but the environment wants a secret'
  process.env.MODEL_PRIVATE_ADDRESSES = 'true'
  const server = start('scripted-server.ts', LATENCY_MS)
  try {
    const model = await server.said
    const { checkRun, NOTHING_WRONG } = await import('@/lib/testing/model-study')
    const { disconnect } = await import('@/lib/db/client')
    // What the first calls load is loaded, and the heap as large as a tenth of the work makes it.
    await work(await makeStudy(model, PROMPTS / 10))
    const key = await makeStudy(model, PROMPTS)
    const { peak, held, seconds } = await growthOf(() => work(key))
    const { calls, done, wrong } = await checkRun(key)
    if (JSON.stringify(wrong) !== JSON.stringify(NOTHING_WRONG)) throw new Error(`wrong: ${JSON.stringify(wrong)}`)
    await disconnect()
    const best = (calls * LATENCY_MS) / 1000 / LANES
    say(`  ${calls} calls, ${done} verdicts: ${seconds.toFixed(1)} s; ${LANES} lanes take ${best.toFixed(1)} s at best`)
    const note = `${calls} calls at ${LATENCY_MS} ms, ${LANES} lanes`
    return [
      { name: 'runner_ratio', value: best / seconds, wanted: '≥ 0.7', note: `${note}, against what the lanes allow` },
      { name: 'runner_memory_mb', value: peak, wanted: '< 100', note: 'growth while it runs, at its peak' },
      { name: 'runner_held_mb', value: held, wanted: '< 10', note: 'growth of what is held once it has run' },
    ]
  } finally {
    server.child.kill()
  }
}

async function makeStudy(model: string, prompts: number): Promise<Key> {
  const { said, child } = start('model-study-of.ts', model, prompts, BASELINES, LANES)
  const ended = once(child, 'exit')
  const key: Key = JSON.parse(await said)
  await ended
  return key
}

async function work(key: Key): Promise<void> {
  const { workRun } = await import('@/lib/runs/work-run')
  await workRun(key, { signal: new AbortController().signal, tell: () => undefined })
}

/** By how many MB this process grows while something runs, at its peak, and what it holds longer; and how long it took. */
async function growthOf(run: () => Promise<void>): Promise<{ peak: number; held: number; seconds: number }> {
  globalThis.gc?.()
  const before = process.memoryUsage()
  let peak = before.rss
  const look = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 100)
  const began = performance.now()
  await run()
  const seconds = (performance.now() - began) / 1000
  clearInterval(look)
  globalThis.gc?.()
  const held = process.memoryUsage().heapUsed - before.heapUsed
  return { peak: (peak - before.rss) / 1e6, held: held / 1e6, seconds }
}

/** One of these files in a process of its own. `said` is the first line that it writes. */
function start(name: string, ...args: (string | number)[]): { child: ChildProcess; said: Promise<string> } {
  const file = path.join(import.meta.dirname, name)
  const flags = ['--conditions=react-server', '--import', 'tsx']
  const child = spawn(process.execPath, [...flags, file, ...args.map(String)], { stdio: ['ignore', 'pipe', 'inherit'] })
  return { child, said: firstLine(child) }
}

async function firstLine(child: ChildProcess): Promise<string> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`A process of the bench ended with ${code} before it said anything.`)
  })
  const [line] = await Promise.race([once(child.stdout as NodeJS.EventEmitter, 'data'), ended])
  return String(line).trim()
}
