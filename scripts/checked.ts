import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { runGolden } from './golden/run'

// Prints, as JSON, what the page “How these numbers are checked” shows: the estimators as their sources describe them,
// and a run of the reference values. `npm start` keeps it beside the build.

const STATS = path.resolve(import.meta.dirname, '../lib/stats')
const GOLDEN = path.join(STATS, 'golden-data')
const COMMENTED = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export (?:async )?(?:function|const) (\w+)/g

type Estimator = { file: string; name: string; says: string; see: string[] }

function estimatorsOf(file: string): Estimator[] {
  const source = readFileSync(path.join(STATS, file), 'utf8')
  return [...source.matchAll(COMMENTED)].map(([, comment = '', name = '']) => {
    const text = comment.replaceAll(/^\s*\* ?/gm, '').trim()
    const [says = ''] = text.split(/\n\s*\n|\n@/)
    const see = [...text.matchAll(/@see ([^@]*)/g)].map(([, reference = '']) =>
      reference.replaceAll(/\s+/g, ' ').trim(),
    )
    return { file, name, says: says.replaceAll(/\s+/g, ' ').trim(), see }
  })
}

const Cases = z.object({ cases: z.array(z.object({ computed_by: z.array(z.string()).or(z.string()).optional() })) })

const OWN = 'the formulas, written anew in Python'

/** What gave the values in files, those that gave most first: software with its version, or the formulas alone. */
function sourcesIn(files: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const file of files)
    for (const { computed_by } of Cases.parse(JSON.parse(readFileSync(file, 'utf8'))).cases)
      for (const name of [computed_by ?? []].flat().map(nameOf)) counts.set(name, (counts.get(name) ?? 0) + 1)
  const own = counts.delete(OWN) ? [OWN] : []
  return [...[...counts].sort(([, one], [, other]) => other - one).map(([name]) => name), ...own]
}

/** `R 4.2.2 binom.test` is R 4.2.2; what names no software was written from the formulas. */
function nameOf(computedBy: string): string {
  const [, software] = /^(.*?\d+(?:\.\d+)+)/.exec(computedBy) ?? /^(R [A-Z]+|.*(?= \(git ))/.exec(computedBy) ?? []
  return software ?? OWN
}

function sources(): Record<string, string[]> {
  const expected = path.join(GOLDEN, 'expected')
  const of = (folder: string) =>
    sourcesIn(
      readdirSync(folder)
        .filter((file) => file.endsWith('.json'))
        .map((file) => path.join(folder, file)),
    )
  return {
    ...Object.fromEntries(readdirSync(expected).map((family) => [family, of(path.join(expected, family))])),
    units: of(path.join(GOLDEN, 'units')),
    published: ['examples of the literature'],
  }
}

const files = readdirSync(STATS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
  .sort()
const { families, failures } = runGolden(GOLDEN)
console.log(
  JSON.stringify({
    at: new Date().toISOString(),
    families,
    sources: sources(),
    failed: failures.length,
    // Those with a source are estimators; the rest are their helpers.
    estimators: files.flatMap(estimatorsOf).filter(({ see }) => see.length > 0),
  }),
)
