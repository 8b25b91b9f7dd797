import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Collects what nothing needs any more, of this thread. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
}

/** Bytes of the heap that are needed: what merely waits to be collected is not counted. */
export function liveHeap(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}
