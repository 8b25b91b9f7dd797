import { existsSync } from 'node:fs'
import { endWithReader } from './closed-pipe'
import { type GoldenReport, runGolden } from './golden/run'

endWithReader()
const args = process.argv.slice(2)
const folder = args.find((arg) => !arg.startsWith('--'))

if (!folder || !existsSync(folder)) {
  console.error(
    'usage: npm run -s golden -- DIR [--json]\nDIR holds data/, expected/, units/ and published/, as far as present.',
  )
  process.exitCode = 2
} else {
  const report = runGolden(folder)
  const checked = Object.keys(report.families).length > 0
  if (args.includes('--json')) console.log(JSON.stringify(report))
  else print(report)
  if (!checked) console.error(`Nothing to check in ${folder}.`)
  process.exitCode = report.failures.length > 0 || !checked ? 1 : 0
}

function print({ families, failures, unsupported }: GoldenReport): void {
  const row = (...cells: (string | number)[]) =>
    cells.map((cell, column) => (column === 0 ? String(cell).padEnd(14) : String(cell).padStart(12))).join('')
  console.log(row('family', 'passed', 'failed', 'unsupported'))
  const total = [0, 0, 0]
  for (const [name, { passed, failed, unsupported: left }] of Object.entries(families)) {
    console.log(row(name, passed, failed, left))
    for (const [k, count] of [passed, failed, left].entries()) total[k] = (total[k] ?? 0) + count
  }
  console.log(row('total', ...total))
  for (const { family, data, stat, args: given, problem } of failures.slice(0, 40))
    console.log(`failed: ${family}/${data} ${stat} ${JSON.stringify(given)}: ${problem}`)
  if (failures.length > 40) console.log(`and ${failures.length - 40} more failures (--json lists all)`)
  for (const [name, count] of Object.entries(unsupported)) console.log(`unsupported: ${name} (${count})`)
}
