import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const AGAINST_THE_ARROW = [
  ['app/a.ts', '@/lib/db/client'],
  ['app/studies/b.ts', '../../lib/db/client'],
  ['components/c.tsx', '@/lib/db/client'],
  ['components/ui/d.tsx', '../../lib/auth/access'],
  ['components/ui/e.tsx', '@/app/studies/new/actions'],
  ['components/ui/f.tsx', '../../app/studies/new/actions'],
  ['lib/studies/g.ts', '@/components/ui/count'],
  ['lib/studies/h.ts', '../../app/studies/new/actions'],
  ['lib/stats/i.ts', '@/lib/errors'],
  ['lib/stats/j.ts', '../errors'],
  ['lib/stats/k.ts', 'node:fs'],
  ['lib/stats/rank/p.ts', '../../errors'],
] as const

const ALONG_IT = [
  ['app/l.ts', '@/lib/studies/queries'],
  ['components/m.tsx', '@/lib/studies/schema'],
  ['lib/studies/n.ts', '@/lib/db/client'],
  ['lib/stats/o.ts', './wilson'],
  ['lib/stats/rank/q.ts', '../wilson'],
] as const

let root = ''
let report = ''

// The linter's own settings over files that import one thing each.
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'evenhand-arrow-'))
  copyFileSync('biome.json', path.join(root, 'biome.json'))
  for (const [file, source] of [...AGAINST_THE_ARROW, ...ALONG_IT]) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true })
    writeFileSync(path.join(root, file), `export { x } from '${source}'\n`)
  }
  const biome = path.resolve('node_modules/@biomejs/biome/bin/biome')
  const options = { cwd: root, encoding: 'utf8' } as const
  report = spawnSync(
    process.execPath,
    [biome, 'lint', '--reporter=github', '--max-diagnostics=none', '--vcs-enabled=false'],
    options,
  ).stdout
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Whether the linter refuses the file for what it imports; it names files by their full path. */
const isRefused = (file: string) =>
  report.split('\n').some((line) => line.includes('noRestrictedImports') && line.includes(`/${file},`))

test.each(AGAINST_THE_ARROW)('%s may not import %s', (file) => {
  expect(isRefused(file)).toBe(true)
})

test.each(ALONG_IT)('%s may import %s', (file) => {
  expect(isRefused(file)).toBe(false)
})
