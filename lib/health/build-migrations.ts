import 'server-only'
import { readdir } from 'node:fs/promises'
import path from 'node:path'

/** The names of the migrations that this build brings, in order. */
export async function buildMigrations(): Promise<string[]> {
  const entries = await readdir(path.join(process.cwd(), 'prisma/migrations'), { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}
