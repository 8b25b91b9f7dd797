import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const pages = ['app', 'components']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((f) => `${folder}/${f}`),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))

/** What is left of a source when comments and names in code are taken out of it. */
function words(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, ' ').replaceAll(/\.arms\b|\barms\b(?=[,.:)\]}])/g, ' ')
}

test('no page speaks of arms: people know systems and sides', () => {
  expect(pages.length).toBeGreaterThan(200)
  const spoken = pages.filter((file) => /\barms?\b/i.test(words(readFileSync(path.join(root, file), 'utf8'))))
  expect(spoken).toEqual([])
})
