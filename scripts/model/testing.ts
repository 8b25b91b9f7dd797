import { spawn } from 'node:child_process'
import { afterAll, beforeAll, test } from 'vitest'
import { root } from '../settings.mjs'
import { isFetched } from './fetch.mjs'

const isThere = await isFetched()
if (!isThere) console.warn('NOT TESTED: the real model is not here. “npm run model -- --fetch” fetches it.')

/** Tests that ask the real model: where it is not here, they say so and are skipped. */
export const withModel = test.skipIf(!isThere)

/** Serves the model for a test file by the command that people use. */
export function serveHere(): { address: () => string } {
  let served = { address: '', stop: async () => {} }
  beforeAll(async () => {
    if (isThere) served = await start()
  }, 120_000)
  afterAll(() => served.stop())
  return { address: () => served.address }
}

async function start() {
  const child = spawn(process.execPath, ['scripts/model.mjs', '--port', '0'], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
      const [, found] = /Address\s+(http\S+)/.exec(said) ?? []
      if (found) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`The model's server ended with ${code}: ${said}`)))
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { address, stop }
}
