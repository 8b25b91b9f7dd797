import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isSource } from './build.mjs'

/** Files that a source file of this repository imports, as paths from the root. */
function importsOf(file: string): string[] {
  const found = [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    ([, name = '']) => name,
  )
  return found.flatMap((name) => {
    const target = name.startsWith('@/')
      ? name.slice(2)
      : name.startsWith('.')
        ? path.join(path.dirname(file), name)
        : ''
    const candidates = [target, `${target}.ts`, `${target}.tsx`]
    return target ? candidates.filter((each) => each !== target || path.extname(each)).filter(exists) : []
  })
}

function exists(file: string): boolean {
  try {
    return readFileSync(file).length >= 0
  } catch {
    return false
  }
}

test('the app is built anew when anything changed that goes into it', () => {
  const starts = ['instrumentation.ts', 'proxy.ts', 'next.config.js', 'scripts/checked.ts']
  const pages = ['app', 'pages'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(tsx?|mjs)$/.test(file) && !/\.test\./.test(file))
      .map((file) => path.join(folder, file)),
  )
  const seen = new Set([...starts, ...pages])
  for (const file of seen) for (const each of importsOf(file)) seen.add(each)
  expect(seen.size).toBeGreaterThan(500)
  expect([...seen].filter((file) => !isSource(file))).toEqual([])
})
