/** What a process knows of itself without asking: the database it keeps running, and whether it is about to end. */
export type ProcessState = {
  /** `elsewhere`: it is none of this process' to keep. */
  database: 'elsewhere' | 'running' | 'restarting'
  draining: boolean
}

/** The state that `npm start` keeps; a process served in another way has nothing to say. */
export function processState(): ProcessState {
  return (
    (globalThis as { evenhandProcess?: ProcessState }).evenhandProcess ?? { database: 'elsewhere', draining: false }
  )
}
