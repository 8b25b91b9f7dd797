import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The nouns of `lib` from the bottom up: each imports only those that stand before it, types included. Files of `lib`
 * itself stand under all.
 */
export const NOUNS = [
  ...([
    'stats',
    'numbers',
    'threads',
    'markdown',
    'i18n',
    'db',
    'http',
    'health',
    'security',
    'auth',
    'audit',
    'factors',
    'keeping',
    'tokens',
    'oidc',
    'jobs',
    'mail',
  ] as const),
  ...([
    'prompts',
    'providers',
    'models',
    'protocols',
    'designs',
    'items',
    'names',
    'uploads',
    'looks',
    'rates',
    'counts',
    'webhooks',
  ] as const),
  ...(['assignments', 'engine', 'ledger', 'judgments', 'annotators', 'exports'] as const),
  ...(['records', 'agreement', 'rankings', 'ratings', 'judges', 'analysis', 'explorer', 'figures', 'results'] as const),
  ...([
    'studies',
    'runs',
    'people',
    'team',
    'rehearsals',
    'monitor',
    'recruitments',
    'privacy',
    'home',
    'reports',
    'formats',
    'worker',
    'metrics',
    'server',
  ] as const),
] as const

/** The folders of `components` in the same way. */
export const COMPONENTS = [
  'ui',
  'api',
  'names',
  'providers',
  'upload',
  'study',
  'people',
  'webhooks',
  'recruitments',
  'jobs',
  'home',
  'judge',
] as const

/**
 * From where in `lib` components, which may run in a browser, take more than types: shapes of forms, words, and sums that
 * need no server. Each must reach nothing that does.
 */
export const CLIENT_SAFE = [
  ...['lib/numbers/', 'lib/field-errors.ts', 'lib/appearance.ts', 'lib/i18n/languages.ts', 'lib/i18n/translator.ts'],
  ...[
    'lib/designs/schema.ts',
    'lib/designs/design-limits.ts',
    'lib/designs/options-of.ts',
    'lib/people/schema.ts',
    'lib/team/schema.ts',
  ],
  'lib/tokens/scopes.ts',
  'lib/webhooks/events.ts',
  ...['lib/recruitments/platforms.ts', 'lib/recruitments/finding.ts', 'lib/recruitments/pay.ts'],
  ...['lib/designs/systems-of-design.ts', 'lib/designs/preregistration.ts', 'lib/protocols/protocol-of.ts'],
  'lib/designs/lima-wordings.ts',
  ...['lib/studies/preregistration-words.ts', 'lib/studies/study-query.ts'],
  ...['lib/protocols/comparison/design.ts', 'lib/protocols/comparison/scales.ts'],
  ...['lib/protocols/rating/design.ts', 'lib/protocols/rating/scales.ts'],
  ...['lib/models/design.ts', 'lib/models/request.ts', 'lib/providers/parameters.ts'],
  ...['lib/counts/items.ts', 'lib/counts/planned.ts', 'lib/studies/consequences.ts'],
  'lib/studies/consequences-ratings.ts',
  ...['lib/studies/consequences-warnings.ts', 'lib/studies/selection-counts.ts'],
  ...['lib/monitor/concerns.ts', 'lib/monitor/progress-rows.ts', 'lib/audit/sentences.ts'],
  ...['lib/uploads/mapping/draft.ts', 'lib/uploads/mapping/meanings.ts', 'lib/uploads/mapping/preview.ts'],
  'lib/uploads/mapping/propose.ts',
  ...['lib/uploads/limits.ts', 'lib/uploads/problems.ts', 'lib/uploads/unread.ts', 'lib/judgments/person-header.ts'],
] as const

/** One import of a file: of another file of ours, or of a package by its name. */
export type Import = { from: string; to: string; isType: boolean }

const FROM = /(?:^|\n)(?:import|export)\s+(type\s)?([^'"`;]*?)\sfrom\s+'([^']+)'/g
const BARE = /(?:^|\n)import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g
const ENDINGS = ['', '.ts', '.tsx', '.mjs']

/** What files import, by their paths and texts. */
export function importsOf(files: ReadonlyMap<string, string>): Import[] {
  const place = (from: string, name: string) => {
    const base = name.startsWith('@/')
      ? name.slice(2)
      : name.startsWith('.')
        ? path.posix.join(path.posix.dirname(from), name)
        : null
    return base === null ? name : (ENDINGS.map((ending) => base + ending).find((file) => files.has(file)) ?? base)
  }
  return [...files].flatMap(([from, text]) => [
    ...[...text.matchAll(FROM)].map(([, type, names = '', name = '']) => ({
      ...{ from, to: place(from, name) },
      isType: type !== undefined || isOfTypes(names),
    })),
    ...[...text.matchAll(BARE)].map(([, name, later]) => ({
      ...{ from, to: place(from, name ?? later ?? '') },
      isType: false,
    })),
  ])
}

/** `{ type A, type B }` brings nothing but types. */
function isOfTypes(names: string): boolean {
  const list = /^\{([^}]*)\}$/
    .exec(names.trim())?.[1]
    ?.split(',')
    .map((name) => name.trim())
  const named = list?.filter(Boolean) ?? []
  return named.length > 0 && named.every((name) => name.startsWith('type '))
}

/** Imports against an order of folders under one root; a folder that the order does not know is against it, too. */
export function againstOrder(imports: readonly Import[], root: string, order: readonly string[]): Import[] {
  const floorOf = (file: string) => {
    const [top, folder, ...rest] = file.split('/')
    return top !== root ? null : rest.length === 0 ? -1 : order.indexOf(folder as string)
  }
  const folderOf = (file: string) => file.split('/').slice(0, 2).join('/')
  return imports.filter(({ from, to }) => {
    const [own, other] = [floorOf(from), floorOf(to)]
    if (own === null || other === null || folderOf(from) === folderOf(to)) return false
    const isUnknown = (file: string, floor: number) => floor === -1 && file.split('/').length > 2
    return isUnknown(from, own) || isUnknown(to, other) || other > own
  })
}

/** Files that import each other in a circle, types included: every circle once, as the files in it. */
export function circles(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>()
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to])
  const [numbers, lowest, trail] = [new Map<string, number>(), new Map<string, number>(), [] as string[]]
  const found: string[][] = []
  // Tarjan (1972): what a depth-first search leaves on its path below the first that it can come back to.
  const visit = (file: string) => {
    numbers.set(file, numbers.size)
    lowest.set(file, numbers.get(file) as number)
    trail.push(file)
    for (const other of next.get(file) ?? []) {
      if (!numbers.has(other)) visit(other)
      else if (!trail.includes(other)) continue
      lowest.set(file, Math.min(lowest.get(file) as number, lowest.get(other) as number))
    }
    if (lowest.get(file) !== numbers.get(file)) return
    const circle = trail.splice(trail.indexOf(file))
    if (circle.length > 1) found.push(circle.sort())
  }
  for (const file of next.keys()) if (!numbers.has(file)) visit(file)
  return found
}

/** Imports of values by components from where `lib` is not said to be safe in a browser. */
export function unsafeValues(imports: readonly Import[]): Import[] {
  const isSafe = (file: string) =>
    CLIENT_SAFE.some((safe) => file === safe || (safe.endsWith('/') && file.startsWith(safe)))
  return imports.filter(
    ({ from, to, isType }) => !isType && from.startsWith('components/') && to.startsWith('lib/') && !isSafe(to),
  )
}

/** All that a file brings with it, itself included: files of ours and packages. */
export function reachOf(imports: readonly Import[], file: string): Set<string> {
  const reached = new Set([file])
  for (const one of reached) for (const { from, to, isType } of imports) if (from === one && !isType) reached.add(to)
  return reached
}

const FOLDERS = ['app', 'bench', 'components', 'e2e', 'lib', 'pages', 'prisma', 'scripts']
const IS_SOURCE = /(?<!\.d)\.(ts|tsx|mjs)$/
const IS_FOR_TESTS = /\.test\.tsx?$|\.spec\.ts$|\/testing(\.ts|\/)/

/** Every source of the product with its text; tests, and what only they use, apart. */
export function readSources(root: string): Map<string, string> {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && IS_SOURCE.test(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/')),
  )
  const kept = files.filter((file) => !IS_FOR_TESTS.test(file) && !file.includes('/generated/'))
  return new Map(kept.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]))
}
