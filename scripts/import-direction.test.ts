import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  againstOrder,
  CLIENT_SAFE,
  COMPONENTS,
  circles,
  importsOf,
  NOUNS,
  reachOf,
  readSources,
  unsafeValues,
} from './import-order'

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

/** Imports of made-up files. */
const made = (files: Record<string, string>) => importsOf(new Map(Object.entries(files)))

describe('what is found in files that are against the order', () => {
  test('a noun that imports one above it, be it a type, and one that the order does not know', () => {
    const imports = made({
      'lib/a/x.ts': "import type { B } from '@/lib/b/y'",
      'lib/b/y.ts': "import { a } from '../a/x'\nimport { c } from '@/lib/c/z'\nimport { base } from '@/lib/base'",
      'lib/c/z.ts': 'export const c = 1',
      'lib/base.ts': "import { a } from './a/x'",
    })
    const found = againstOrder(imports, 'lib', ['a', 'b']).map(({ from, to }) => [from, to])
    expect(found).toEqual([
      ['lib/a/x.ts', 'lib/b/y.ts'],
      ['lib/b/y.ts', 'lib/c/z.ts'],
      ['lib/base.ts', 'lib/a/x.ts'],
    ])
  })

  test('files in a circle, however they import each other', () => {
    const imports = made({
      'a.ts': "import {\n  type B,\n  b,\n} from './b'",
      'b.ts': "export type { C } from './c'",
      'c.ts': "const a = await import('./a')",
      'd.ts': "import './a'",
    })
    expect(circles(imports)).toEqual([['a.ts', 'b.ts', 'c.ts']])
  })

  test('a component that takes a value from elsewhere than what is safe in a browser; types it may take', () => {
    const imports = made({
      'components/a.tsx':
        "import { type Row, read } from '@/lib/x/queries'\nimport { count } from '@/lib/numbers/count'",
      'components/b.tsx': "import type { Row } from '@/lib/x/queries'\nimport { type Row } from '@/lib/x/queries'",
      'lib/x/queries.ts': "import 'server-only'",
    })
    expect(unsafeValues(imports).map(({ from }) => from)).toEqual(['components/a.tsx'])
    expect(reachOf(imports, 'components/a.tsx')).toContain('server-only')
    expect(reachOf(imports, 'components/b.tsx')).not.toContain('server-only')
  })
})

describe('the sources', () => {
  const sources = readSources('.')
  const imports = importsOf(sources)

  test('keep the order of nouns', () => {
    expect(sources.size).toBeGreaterThan(500)
    expect(againstOrder(imports, 'lib', NOUNS)).toEqual([])
    expect(againstOrder(imports, 'components', COMPONENTS)).toEqual([])
  })

  test('hold nouns that docs/model.md names, in the same order', () => {
    const listed = [...readFileSync('docs/model.md', 'utf8').matchAll(/^\| `(\w+)` +\|/gm)].map(([, noun]) => noun)
    expect(listed).toEqual([...NOUNS])
  })

  test('have no circle of imports', () => {
    expect(circles(imports)).toEqual([])
  })

  test('load what reads packed files with the first of them, not with the thread that reads uploads', () => {
    const later = /\bimport\('[^']+'\)/g
    const atOnce = importsOf(new Map([...sources].map(([file, text]) => [file, text.replaceAll(later, 'later')])))
    const reached = reachOf(atOnce, 'lib/uploads/read/files.thread.ts')
    expect(reached).toContain('lib/uploads/read/parts.ts')
    const heavy = /^(hyparquet|hyparquet-compressors|yauzl|fzstd)$|read\/(parquet|workbook|sax|zip)\.ts$/
    expect([...reached].filter((one) => heavy.test(one))).toEqual([])
  })

  test('give components values only from what is safe in a browser, and that reaches no server', () => {
    expect(unsafeValues(imports)).toEqual([])
    const isIn = (file: string, place: string) => file === place || (place.endsWith('/') && file.startsWith(place))
    const taken = imports.filter(({ from, isType }) => !isType && from.startsWith('components/')).map(({ to }) => to)
    expect(CLIENT_SAFE.filter((place) => !taken.some((file) => isIn(file, place)))).toEqual([])
    const server = /^(server-only|node:.*|pg.*|@prisma\/.*|next\/(server|headers|cache)|lib\/(db|auth)\/.*)$/
    const safe = [...sources.keys()].filter((file) => CLIENT_SAFE.some((place) => isIn(file, place)))
    const reached = safe.flatMap((file) => [...reachOf(imports, file)].map((other) => `${file} reaches ${other}`))
    expect(reached.length).toBeGreaterThan(safe.length)
    expect(reached.filter((one) => server.test(one.split(' reaches ')[1] ?? ''))).toEqual([])
  })
})
