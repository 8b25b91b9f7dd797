import { readFileSync } from 'node:fs'
import path from 'node:path'
import { loadSettings } from './settings.mjs'

/** The command itself was wrong, or there is nothing to run it against. */
export class UsageError extends Error {}

/** Points the process at the database in the environment, else at that of the running `npm start`. */
export function findDatabase(): void {
  const folder = loadSettings()
  if (!process.env.DATABASE_URL) {
    try {
      const running: { databaseUrl: string } = JSON.parse(readFileSync(path.join(folder, 'running.json'), 'utf8'))
      process.env.DATABASE_URL = running.databaseUrl
    } catch (cause) {
      throw new UsageError('No database: run “npm start” in another window, or set DATABASE_URL.', { cause })
    }
  }
  process.env.NEXTAUTH_SECRET ??= readSecret(folder) ?? 'no session is signed by this command'
}

/** No session is signed here, but tries to sign in are counted under names that it makes. */
function readSecret(folder: string): string | null {
  try {
    return readFileSync(path.join(folder, 'secret'), 'utf8')
  } catch {
    return null
  }
}
