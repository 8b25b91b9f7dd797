import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

// docs/security.md says of each requirement of ASVS 5.0, levels 1 and 2, where it is held. What it says has to stay true.

const STATES = ['met', 'partly', 'not', 'not applicable']
const document = readFileSync('docs/security.md', 'utf8')
const [, table = ''] = document.split('## OWASP ASVS 5.0, level 2')

/** `| V1.2.3 | about | state | held by |` under `### V1 Chapter`. */
const rows = table.split('\n### ').flatMap((part) => {
  const [chapter = ''] = part.split('\n', 1)
  return [...part.matchAll(/^\| V(\d+)\.(\d+)\.(\d+) \| (.*) \| (.*) \| (.*) \|$/gm)].map(
    ([, first, section, number, about, state, held]) => ({
      ...{ chapter, about, state: state ?? '', held: held ?? '' },
      id: [first, section, number].map(Number),
    }),
  )
})
const nameOf = ({ id }: { id: number[] }) => `V${id.join('.')}`

test('all 253 requirements are there, each once and in order, with a state and what holds it', () => {
  expect(rows).toHaveLength(253)
  const sorted = rows.toSorted((one, other) => {
    const place = one.id.findIndex((part, index) => part !== other.id[index])
    return (one.id[place] ?? 0) - (other.id[place] ?? 0)
  })
  expect(rows.map(nameOf)).toEqual(sorted.map(nameOf))
  expect(new Set(rows.map(nameOf)).size).toBe(253)
  for (const row of rows) {
    expect(row.chapter, nameOf(row)).toMatch(new RegExp(`^V${row.id[0]} `))
    expect(STATES, nameOf(row)).toContain(row.state)
    expect(Math.min(row.about?.length ?? 0, row.held.length), nameOf(row)).toBeGreaterThan(2)
  }
})

test('the counts are those of the rows', () => {
  const counts = new Map(
    [...table.matchAll(/^\| \**([\w -]+?)\** \|((?: \**\d+\** \|){4})$/gm)].map(([, name = '', numbers = '']) => [
      name,
      numbers.match(/\d+/g)?.map(Number),
    ]),
  )
  const countOf = (of: typeof rows) => STATES.map((each) => of.filter(({ state }) => state === each).length)
  const chapters = new Set(rows.map(({ chapter }) => chapter))
  expect([...counts.keys()]).toEqual([...chapters, 'all'])
  for (const chapter of chapters)
    expect(counts.get(chapter), chapter).toEqual(countOf(rows.filter((row) => row.chapter === chapter)))
  expect(counts.get('all')).toEqual(countOf(rows))
})

const SOURCES = ['app', 'components', 'e2e', 'lib', 'pages', 'prisma', 'scripts']

test('files and tests that are named are there', () => {
  const names = new Set([...document.matchAll(/`([\w./-]+\.(?:tsx?|mjs|json))`/g)].map(([, name = '']) => name))
  expect(names.size).toBeGreaterThan(60)
  const inside = SOURCES.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  const files = [...readdirSync('.'), ...inside].filter((file) => !file.includes('/generated/'))
  expect([...names].filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}`)))).toEqual([])
  const folders = [...document.matchAll(/`((?:app|components|e2e|lib|pages|prisma|scripts)(?:\/[\w-]+)*)`/g)]
  expect(folders.map(([, folder = '']) => folder).filter((folder) => !existsSync(folder))).toEqual([])
})

/** As a page's address names a heading: lower case, hyphens for spaces, nothing else. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )

test('its links, and those to it, lead somewhere', () => {
  for (const file of ['docs/security.md', 'docs/operation.md', 'README.md']) {
    const links = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)]
    expect(links.length, file).toBeGreaterThan(0)
    for (const [link, to = '', anchor] of links) {
      const target = to ? path.join(path.dirname(file), to) : file
      expect(existsSync(target), link).toBe(true)
      if (anchor) expect(anchorsOf(readFileSync(target, 'utf8')), link).toContain(anchor)
    }
  }
})
