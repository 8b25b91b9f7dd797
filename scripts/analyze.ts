import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { analyse, analyseRated } from '@/lib/analysis/analyse'
import { anytimeOf } from '@/lib/analysis/anytime'
import { AppError } from '@/lib/errors'
import { COUNTING_RULES, toCountingRule } from '@/lib/rates/counting-rule'
import { isRating, RatingGatherer } from '@/lib/ratings/gather-ratings'
import { rateTable } from '@/lib/ratings/rate-table'
import { countAnswers } from '@/lib/records/count-answers'
import type { ExportedJudgment } from '@/lib/records/exported-judgment'
import { ColumnGatherer } from '@/lib/records/gather-columns'
import { readExport } from '@/lib/records/read-export'
import { Recomputation } from '@/lib/records/recompute'
import { analysisJson } from './analysis-json'
import { endWithReader } from './closed-pipe'
import { ratedRows } from './golden/rated-rows'
import { studyRows } from './golden/to-export'
import { printAnalysis } from './print-analysis'
import { printRatedJudges } from './print-judges'
import { printRatings } from './print-ratings'

const USAGE = `Computes every statistic of a study from its exported judgments alone; no database is needed.

  npm run -s analyze -- FILE [--rule RULE] [--criterion QUESTION] [--json]

  FILE         judgments.csv or judgments.jsonl, as a study's Export page gives it, or a study of reference values
  --rule       which judgments count: ${Object.keys(COUNTING_RULES).join(', ')}
  --criterion  the question, where there are several; the first by default
  --json       one JSON object with nothing rounded, in place of tables

Ends with 0, with 1 when the file cannot be read, with 2 when the command was wrong.`

const OPTIONS = { json: { type: 'boolean' }, rule: { type: 'string' }, criterion: { type: 'string' } } as const

async function main(): Promise<number> {
  const command = readCommand()
  if (!command) return 2
  const { values, positionals } = command
  const [file, ...rest] = positionals
  const rule = toCountingRule(values.rule)
  const wrong = !file || rest.length > 0 || (values.rule !== undefined && rule !== values.rule)
  if (wrong || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
    console.error(wrong ? USAGE : `There is no file ${file}.`)
    return 2
  }
  const { criterion } = values
  const computation = new Recomputation({ rule, ...(criterion !== undefined && { criterion }) })
  const gatherer = new ColumnGatherer(criterion)
  const ratings = new RatingGatherer(criterion)
  const answers = countAnswers()
  for await (const row of readRows(file, criterion)) {
    if (isRating(row)) {
      ratings.add(row)
      answers.add(row)
    } else {
      computation.add(row)
      gatherer.add(row)
    }
  }
  if (!ratings.isEmpty) {
    const table = ratings.finish()
    const rates = rateTable(table)
    const { protocol, ...analysis } = analyseRated(table)
    if (values.json)
      console.log(
        JSON.stringify({ protocol: protocol.toLowerCase(), ...rates, answers: answers.counts, deep: analysis }),
      )
    else {
      printRatings(rates, analysis)
      printRatedJudges(analysis.judges)
    }
    return 0
  }
  const counts = computation.finish()
  const analysis = analyse(gatherer.finish())
  const anytime = anytimeOf(analysis.anytime, counts.rows)
  if (values.json) console.log(JSON.stringify({ ...counts, anytime, deep: analysisJson(analysis) }))
  else printAnalysis(counts, anytime, analysis)
  return 0
}

function readCommand() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true })
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`)
    return null
  }
}

/** Rows of an export, or of a study of reference values, told apart by what the file holds. */
async function* readRows(file: string, criterion?: string): AsyncGenerator<ExportedJudgment> {
  const reference = referenceIn(file)
  if (reference === 'ratings') yield* ratedRows(file)
  else if (reference === 'pairs') yield* studyRows(file)
  else yield* readExport(file, criterion)
}

function referenceIn(file: string): 'pairs' | 'ratings' | null {
  if (!file.endsWith('.json')) return null
  try {
    const content = JSON.parse(readFileSync(file, 'utf8'))
    return 'systems' in content ? ('options' in content ? 'ratings' : 'pairs') : null
  } catch {
    return null
  }
}

endWithReader()
process.exitCode = await main().catch((error: unknown) => {
  if (!(error instanceof AppError)) throw error
  console.error(error.message)
  return 1
})
