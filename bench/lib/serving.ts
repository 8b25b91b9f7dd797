import type pg from 'pg'
import { serveApp } from './app'
import { type Figure, median, say } from './report'

const CLIENTS = 64
const BLOCK_MS = 4000
const BLOCKS = 5

type Database = { url: string; directory: string; pool: pg.Pool }

/** Submitting a verdict and getting the next pair over HTTP, against a route that returns a constant. */
export async function measureServing({ url, directory }: Database): Promise<Figure[]> {
  const app = await serveApp({ url, directory })
  try {
    const { makeClients } = await import('./clients')
    const clients = await makeClients(url, app.base, CLIENTS)
    const constant = async () => void (await clients.ask('GET', '/api/health', null))
    const steps = clients.all.map((client) => client.submit)
    const rates: { constant: number; submit: number }[] = []
    await perSecond(
      clients.all.map(() => constant),
      1000,
    )
    await perSecond(steps, 2000)
    for (let block = 0; block < BLOCKS; block++) {
      const pair = {
        constant: await perSecond(
          clients.all.map(() => constant),
          BLOCK_MS,
        ),
        submit: await perSecond(steps, BLOCK_MS),
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
async function perSecond(loops: readonly (() => Promise<void>)[], milliseconds: number): Promise<number> {
  const began = performance.now()
  let count = 0
  const run = async (loop: () => Promise<void>) => {
    while (performance.now() - began < milliseconds) {
      await loop()
      count++
    }
  }
  await Promise.all(loops.map(run))
  return (count * 1000) / (performance.now() - began)
}
