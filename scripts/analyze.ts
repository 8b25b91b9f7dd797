import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readExport } from '@/lib/analysis/read-export'
import { type Recomputed, recompute } from '@/lib/analysis/recompute'
import type { WinTieLossRow } from '@/lib/analysis/win-tie-loss'
import { AppError } from '@/lib/errors'

const USAGE = `Recomputes a study's figure 1 from its exported judgments alone; no database is needed.

  npm run -s analyze -- FILE [--json]

  FILE     judgments.csv or judgments.jsonl, as a study's Export page gives it
  --json   one JSON object with nothing rounded, in place of the table

Ends with 0, with 1 when the file cannot be read, with 2 when the command was wrong.`

const percent = (share: number) => (100 * share).toFixed(1)

function line({ group, reference, other, n, wins, ties, losses, win }: WinTieLossRow) {
  return {
    group,
    system: reference,
    against: other,
    n,
    wins,
    ties,
    losses,
    'wins, %': win ? percent(win.share) : 'undefined',
    '95 % Wilson': win ? win.interval.map(percent).join(' to ') : 'undefined',
  }
}

function print({ studies, rows, recorded, counted, leftOut }: Recomputed): void {
  for (const { title, origins } of studies) console.log(`${title} (${origins.join(', ')})`)
  console.table(rows.map(line))
  console.log(`${recorded} judgments in the file, ${counted} counted.`)
  for (const [reason, n] of Object.entries(leftOut)) console.log(`  left out, ${reason}: ${n}`)
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true })
  const [file, ...rest] = positionals
  if (!file || rest.length > 0 || !existsSync(file)) {
    console.error(file && !existsSync(file) ? `There is no file ${file}.` : USAGE)
    return 2
  }
  const result = await recompute(readExport(file))
  if (values.json) console.log(JSON.stringify(result))
  else print(result)
  return 0
}

process.exitCode = await main().catch((error: unknown) => {
  if (!(error instanceof AppError)) throw error
  console.error(error.message)
  return 1
})
