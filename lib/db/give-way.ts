import { readFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { constants, getPriority, setPriority } from 'node:os'
import type pg from 'pg'

/** Steps below the others: as low as the threads that work beside the serving one. */
const LOWER = 10

/**
 * Lets sessions of people who judge go before a session of the database that does anything else, where the database runs
 * on this machine and under an account that this process may speak for. Anywhere else nothing happens.
 * @returns whether the session was lowered
 */
export async function giveWayInDatabase(client: pg.ClientBase): Promise<boolean> {
  const { processID, connection } = client as pg.ClientBase & Session
  const port = connection?.stream?.localPort
  if (process.platform !== 'linux' || !processID || !port) return false
  try {
    // The number is one of the database's machine: a process of this one may have it by chance.
    const title = await readFile(`/proc/${processID}/cmdline`, 'utf8')
    if (!title.startsWith('postgres: ') || !title.includes(`(${port})`)) return false
    setPriority(processID, Math.min(constants.priority.PRIORITY_LOW, getPriority(processID) + LOWER))
    return true
  } catch {
    return false
  }
}

/** What the client knows of its session: the process that serves it, and the socket to it. */
type Session = { processID?: number | null; connection?: { stream?: Socket } }
