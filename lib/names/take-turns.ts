import { setImmediate } from 'node:timers/promises'

/** Milliseconds after which others get a turn. */
const MOST_AT_ONCE = 20

/** For work that is done bit by bit on the thread that serves: waits for the others once it has gone on for a while. */
export function makeTurns(): () => Promise<void> {
  let turn = performance.now()
  return async () => {
    if (performance.now() - turn < MOST_AT_ONCE) return
    await setImmediate()
    turn = performance.now()
  }
}
