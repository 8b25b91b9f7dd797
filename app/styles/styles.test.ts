import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { compile } from 'tailwindcss'
import { expect, test } from 'vitest'

const { resolve } = createRequire(import.meta.url)

const files = ['app', 'components', 'lib', 'pages'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
)
const sheets = files
  .filter((file) => file.endsWith('.css') && !file.includes('/generated/'))
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

/** What Markdown is rendered into, and what stands there as it was written. */
const NAMED = ['md', 'raw']

async function utilities(names: readonly string[]): Promise<Set<string>> {
  const loadStylesheet = async (id: string, base: string) => {
    const file = id.startsWith('.') ? path.join(base, id) : resolve(id)
    return { path: file, base: path.dirname(file), content: readFileSync(file, 'utf8') }
  }
  const sheet = ['tailwindcss/theme.css', 'tailwindcss/utilities.css', './tokens.css', './variants.css']
  const { build } = await compile(sheet.map((id) => `@import '${id}';`).join(''), {
    base: 'app/styles',
    loadStylesheet,
  })
  const css = build([...names])
  return new Set([...css.matchAll(/\.((?:\\.|[\w-])+)/g)].map(([, name = '']) => name.replace(/\\(.)/g, '$1')))
}

test('a component says how it looks in utilities: no class waits for a sheet', async () => {
  const used = files
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/className="([^"]+)"/g)].flatMap(([, names = '']) =>
        names.split(/\s+/).map((name) => ({ file, name })),
      ),
    )
    .filter(({ name }) => !/^group\b/.test(name) && !NAMED.includes(name))
  expect(used.length).toBeGreaterThan(500)
  const known = await utilities(used.map(({ name }) => name))
  expect(used.filter(({ name }) => !known.has(name)).map(({ file, name }) => `${file}: ${name}`)).toEqual([])
})
