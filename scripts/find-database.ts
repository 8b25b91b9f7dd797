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
  process.env.NEXTAUTH_SECRET ??= readKept(folder, 'secret') ?? 'no session is signed by this command'
  // A worker asks language models, with the keys that it opens.
  process.env.ENCRYPTION_KEY ??= readKept(folder, 'encryption-key') ?? ''
}

/** No session is signed here, but tries to sign in are counted under names that the secret makes. */
function readKept(folder: string, name: string): string | null {
  try {
    return readFileSync(path.join(folder, name), 'utf8')
  } catch {
    return null
  }
}
