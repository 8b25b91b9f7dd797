import 'server-only'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { version } from '@/package.json'
import { buildMigrations } from './build-migrations'

/** What runs here. */
export type Version = {
  version: string
  /** That the build was made of; null where it was made outside a checkout. */
  commit: string | null
  /** The newest migration that it brings. */
  schema: string | null
}

/** The version of this build; whether the database has its schema is for `readReadiness` to say. */
export async function readVersion(): Promise<Version> {
  const file = path.join(process.cwd(), process.env.NEXT_DIST_DIR || '.next', 'evenhand-commit')
  const commit = await readFile(file, 'utf8').catch(() => '')
  return { version, commit: commit.trim() || null, schema: (await buildMigrations()).at(-1) ?? null }
}
