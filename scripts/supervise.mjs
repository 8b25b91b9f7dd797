import { setTimeout as pause } from 'node:timers/promises'
import { SetupError } from './setup-error.mjs'

/**
 * @typedef {import('./postgres.mjs').Server} Server
 * @typedef {object} Patience how long a server that keeps ending is started again
 * @property {number} attempts in a row, none of which stayed up
 * @property {number} firstPause before the second of them, in milliseconds; it doubles with each
 * @property {number} longestPause
 * @property {number} steadyAfter milliseconds after which a server has stayed up
 */

/** A minute and a half in all: a full disk or short memory may pass by itself, and nobody waits for a page longer. */
export const PATIENCE = { attempts: 20, firstPause: 100, longestPause: 5000, steadyAfter: 10_000 }

/**
 * Starts a server again whenever it ends, at once at first, then after pauses that grow.
 * @param {Server} server the one that runs
 * @param {() => Promise<Server>} restart
 * @param {{ onDown?: (lastWords: string) => void, onUp?: () => void, patience?: Patience }} [options]
 * @returns {{ stop: () => Promise<void>, failed: Promise<SetupError | null> }} `failed` resolves with the reason when it is hopeless,
 * with null after `stop`
 */
export function keepRunning(server, restart, { onDown, onUp, patience = PATIENCE } = {}) {
  const stopping = new AbortController()
  let running = server

  /** @param {number} failures @param {string} reason @returns {Promise<number>} the attempts it took, all in all */
  async function startAgain(failures, reason) {
    if (failures >= patience.attempts)
      throw new SetupError(`The database ended and could not be started again in ${failures} attempts:\n${reason}`)
    const wait = failures === 0 ? 0 : Math.min(patience.firstPause * 2 ** (failures - 1), patience.longestPause)
    await pause(wait, undefined, { signal: stopping.signal })
    try {
      running = await restart()
      return failures + 1
    } catch (error) {
      return startAgain(failures + 1, /** @type {Error} */ (error).message)
    }
  }

  async function watch() {
    for (let failures = 0; ; ) {
      const since = performance.now()
      const words = await running.exited
      if (stopping.signal.aborted) return null
      if (performance.now() - since >= patience.steadyAfter) failures = 0
      onDown?.(words)
      failures = await startAgain(failures, words)
      if (stopping.signal.aborted) await running.stop()
      else onUp?.()
    }
  }

  const failed = watch().catch((error) => {
    if (stopping.signal.aborted) return null
    return error instanceof SetupError ? error : new SetupError('The database ended.', { cause: error })
  })
  return {
    failed,
    stop: async () => {
      stopping.abort()
      await running.stop()
      await failed
    },
  }
}
