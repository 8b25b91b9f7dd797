import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type pg from 'pg'
import { type Figure, say } from './report'

const PROMPTS = 300
const BASELINES = 5
const LANES = 16
const LATENCY_MS = 50

type Database = { url: string; pool: pg.Pool }

/**
 * LIMA's figure 2: 300 prompts, five baselines, both orders: 3,000 calls of a scripted model that takes 50 ms for each, in a
 * process of its own, beside what 16 lanes could do at best.
 */
export async function measureRun({ url }: Database): Promise<Figure[]> {
  process.env.DATABASE_URL = url
  process.env.NEXTAUTH_SECRET ??= 'a benchmark signs nobody in, but the environment wants a secret'
  process.env.MODEL_PRIVATE_ADDRESSES = 'true'
  const server = await startServer()
  try {
    const { makeModelStudy, checkRun, NOTHING_WRONG } = await import('@/lib/testing/model-study')
    const { db, disconnect } = await import('@/lib/db/client')
    const { workRun } = await import('@/lib/runs/work-run')
    const provider = { lanes: LANES, timeoutSeconds: 30 }
    const shape = { url: server.url, baselines: BASELINES, provider, model: { tokenBudget: 1_000_000_000 } }
    const work = async (prompts: number) => {
      const { key } = await makeModelStudy({ ...shape, prompts })
      await db.modelRun.update({ where: { studyId_annotatorId: key }, data: { status: 'RUNNING' } })
      const began = performance.now()
      await workRun(key, { signal: new AbortController().signal, tell: () => undefined })
      return { key, seconds: (performance.now() - began) / 1000 }
    }
    // What the first calls load is loaded, and the heap as large as a tenth of the work makes it.
    await work(PROMPTS / 10)
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    let peak = before
    const look = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 100)
    const { key, seconds } = await work(PROMPTS)
    clearInterval(look)
    const { calls, done, wrong } = await checkRun(key)
    if (JSON.stringify(wrong) !== JSON.stringify(NOTHING_WRONG)) throw new Error(`wrong: ${JSON.stringify(wrong)}`)
    await disconnect()
    const best = (calls * LATENCY_MS) / 1000 / LANES
    say(`  ${calls} calls, ${done} verdicts: ${seconds.toFixed(1)} s; ${LANES} lanes take ${best.toFixed(1)} s at best`)
    const note = `${calls} calls at ${LATENCY_MS} ms, ${LANES} lanes`
    return [
      { name: 'runner_ratio', value: best / seconds, wanted: '≥ 0.7', note: `${note}, against what the lanes allow` },
      { name: 'runner_memory_mb', value: (peak - before) / 1e6, wanted: '< 100', note: 'growth while it runs' },
    ]
  } finally {
    server.stop()
  }
}

async function startServer(): Promise<{ url: string; stop: () => void }> {
  const file = path.join(import.meta.dirname, 'scripted-server.ts')
  const args = ['--conditions=react-server', '--import', 'tsx', file, String(LATENCY_MS)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  return { url: String(line).trim(), stop: () => child.kill() }
}
