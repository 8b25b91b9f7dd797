import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { runGolden } from './golden/run'

// Prints, as JSON, what the page “How these numbers are checked” shows: the estimators as their sources describe them,
// and a run of the reference values. `npm start` keeps it beside the build.

const STATS = path.resolve(import.meta.dirname, '../lib/stats')
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

const files = readdirSync(STATS).filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
const { families, failures } = runGolden(path.join(STATS, 'golden-data'))
console.log(
  JSON.stringify({
    at: new Date().toISOString(),
    families,
    failed: failures.length,
    // Those with a source are estimators; the rest are their helpers.
    estimators: files.flatMap(estimatorsOf).filter(({ see }) => see.length > 0),
  }),
)
