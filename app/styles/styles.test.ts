import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** What of the judging page is not in its components yet. */
const NOT_YET = ['app/styles/desk.css', 'app/styles/primitives.css']

const sheets = ['app', 'components', 'lib', 'pages']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.css') && !file.includes('/generated/') && !NOT_YET.includes(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))

/** Class names in the selectors of a sheet. */
function classesOf(text: string): string[] {
  const selectors = text.replace(/\/\*.*?\*\//gs, '').matchAll(/([^{};]+)\{/g)
  return [...selectors].flatMap(([, selector = '']) =>
    selector.trim().startsWith('@') ? [] : [...selector.matchAll(/\.(-?[a-z][\w-]*)/gi)].map(([, name = '']) => name),
  )
}

test('style sheets hold what no component can say, in 400 lines', () => {
  const lines = sheets.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0)
  expect(lines).toBeLessThanOrEqual(400)
})

test('no class is styled by a sheet but what Markdown is rendered to', () => {
  const global = sheets.flatMap(({ file, text }) => classesOf(text).map((name) => `${file}: .${name}`))
  expect(global.length).toBeGreaterThan(10)
  expect(global.filter((one) => !one.startsWith('app/styles/markdown.css: '))).toEqual([])
})

test('what Markdown is rendered to is styled inside of its page alone', () => {
  const markdown = readFileSync('app/styles/markdown.css', 'utf8').replace(/\/\*.*?\*\//gs, '')
  expect(markdown.match(/^\S.*\{/gm)).toEqual(['.md {'])
})
