import { setTimeout as pause } from 'node:timers/promises'

/** Waits so long. @throws the signal's reason when it is aborted meanwhile */
export async function pauseFor(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await pause(milliseconds, undefined, signal && { signal })
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    throw error
  }
}
