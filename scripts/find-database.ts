import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The command itself was wrong, or there is nothing to run it against. */
export class UsageError extends Error {}

/** Points the process at the database in the environment, else at that of the running `npm start`. */
export function findDatabase(): void {
  const folder = process.env.EVENHAND_DATA ?? '.evenhand'
  if (!process.env.DATABASE_URL) {
    try {
      const running: { databaseUrl: string } = JSON.parse(readFileSync(path.join(folder, 'running.json'), 'utf8'))
      process.env.DATABASE_URL = running.databaseUrl
    } catch (cause) {
      throw new UsageError('No database: run “npm start” in another window, or set DATABASE_URL.', { cause })
    }
  }
  // Nothing here signs or reads a session.
  process.env.NEXTAUTH_SECRET ??= 'no session is signed by this command'
}
