import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { envExample, Settings } from './env-example'
import { readSources } from './import-order'

/** Read by the code and set by nobody who runs it: by Node, Next, npm, tests, or for a command of its own. */
const NOT_SETTINGS =
  /^(NODE_ENV|NEXT_.*|__NEXT_.*|npm_.*|PATH|XDG_CACHE_HOME|HF_TOKEN|EVENHAND_(CHROMIUM|PSEUDO_LANGUAGE|CONSUMERS.*|MODEL.*|COMMIT|OUTSIDE_ERRORS|URL))$/

test('.env.example is made of the settings as they are: node --import tsx scripts/env-example.ts > .env.example', () => {
  expect(readFileSync('.env.example', 'utf8')).toBe(envExample())
})

test('whatever the product reads of its environment is a setting', () => {
  const read = [...readSources('.')]
    .filter(([file]) => /^(app|components|lib|prisma|scripts)\//.test(file))
    .flatMap(([, text]) => [...text.matchAll(/process\.env\.(\w+)/g)].map(([, name]) => name ?? ''))
  const unknown = [...new Set(read)].filter((name) => !NOT_SETTINGS.test(name) && !(name in Settings.shape))
  expect(unknown).toEqual([])
})

test('the guides name every setting that .env.example has, and no other in their tables', () => {
  const tables = ['README.md', 'docs/sign-in.md'].flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/\| variable \|[\s\S]*?\n\n/g),
  ])
  const named = tables.flatMap(([table]) => [...table.matchAll(/^\| ([^|]+) \|/gm)])
  const names = named.flatMap(([, cell]) => cell?.match(/[A-Z][A-Z0-9_]{3,}/g) ?? [])
  const listed = [...envExample().matchAll(/^#([A-Z0-9_]+)=/gm)].map(([, name]) => name)
  expect(new Set(names)).toEqual(new Set(listed))
})
