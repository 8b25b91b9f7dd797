import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { version } from '@/package.json'
import { readVersion } from './read-version'

let build: string | null = null

afterEach(() => {
  vi.unstubAllEnvs()
  if (build) rmSync(build, { recursive: true })
  build = null
})

/** A build that knows of this commit, or of none. */
function makeBuild(commit: string | null): void {
  build = mkdtempSync(path.join(tmpdir(), 'evenhand-version-'))
  if (commit !== null) writeFileSync(path.join(build, 'evenhand-commit'), commit)
  vi.stubEnv('NEXT_DIST_DIR', path.relative(process.cwd(), build))
}

test('the version is the package’s, the commit the build’s, the schema the newest migration’s', async () => {
  makeBuild('0123456789abcdef\n')
  const migrations = (await readdir('prisma/migrations')).filter((name) => /^\d{14}_/.test(name)).sort()
  expect(await readVersion()).toEqual({ version, commit: '0123456789abcdef', schema: migrations.at(-1) })
})

test.each([null, '', '\n'])('of a build that knows %j of its commit none is told', async (commit) => {
  makeBuild(commit)
  expect(await readVersion()).toMatchObject({ version, commit: null })
})
