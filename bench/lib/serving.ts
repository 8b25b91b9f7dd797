import type pg from 'pg'
import { serveApp } from './app'
import { type Figure, median, say } from './report'

const CLIENTS = 64
/** As many pairs, each with texts of its own. */
const PROMPTS = 10_000
const BLOCK_MS = 4000
const BLOCKS = 5

type Database = { url: string; directory: string; pool: pg.Pool }

/** Submitting a verdict and getting the next pair over HTTP, against a route that returns a constant. */
export async function measureServing({ url, directory }: Database): Promise<Figure[]> {
  const app = await serveApp({ url, directory })
  try {
    const { seatAnnotators } = await import('./seats')
    const { ask, presses } = await seatAnnotators(app.base, { prompts: PROMPTS, people: CLIENTS })
    const constants = presses.map(() => () => ask('GET', '/api/health', null))
    const rates: { constant: number; submit: number }[] = []
    await perSecond(constants, 1000)
    await perSecond(presses, 2000)
    for (let block = 0; block < BLOCKS; block++) {
      const pair = {
        constant: await perSecond(constants, BLOCK_MS),
        submit: await perSecond(presses, BLOCK_MS),
      }
      say(`  ${pair.submit.toFixed(0)} verdicts/s against ${pair.constant.toFixed(0)} requests/s`)
      rates.push(pair)
    }
    const value = median(rates.map(({ constant, submit }) => submit / constant))
    const note = `submit and next over HTTP, ${CLIENTS} clients, against a constant`
    return [{ name: 'submit_next_ratio', value, wanted: '≥ 0.5', note }]
  } finally {
    await app.stop()
  }
}

/** Runs each loop again and again for a while, all at once. @returns rounds per second */
async function perSecond(loops: readonly (() => Promise<unknown>)[], milliseconds: number): Promise<number> {
  const began = performance.now()
  let count = 0
  const run = async (loop: () => Promise<unknown>) => {
    while (performance.now() - began < milliseconds) {
      await loop()
      count++
    }
  }
  await Promise.all(loops.map(run))
  return (count * 1000) / (performance.now() - began)
}
