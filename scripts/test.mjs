import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildIfNeeded } from './build.mjs'
import { findChromium } from './chromium.mjs'
import { prepareConsumers } from './consumers/environment.mjs'
import { generate } from './generate.mjs'
import { fetchModel } from './model/fetch.mjs'
import { SetupError } from './setup-error.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */

const root = path.resolve(import.meta.dirname, '..')
const bin = (/** @type {string} */ name) => path.join(root, 'node_modules/.bin', name)
const [quick, proofs, all, model, consumers] = ['--quick', '--proofs', '--all', '--model', '--consumers'].map(
  (option) => process.argv.includes(option),
)
const reports = await mkdtemp(path.join(tmpdir(), 'evenhand-reports-'))

/** One after the other; a failing step does not hide the next. */
const checks = [
  { name: 'Format and lint', run: () => once(bin('biome'), ['ci', '--error-on-warnings', '.']) },
  { name: 'Types', run: checkTypes },
  { name: 'Dead code', run: () => once(bin('knip'), ['--no-config-hints']) },
  { name: 'Unit and database tests', run: () => runVitest(['unit', 'database', 'database alone']) },
]
const journeys = { name: 'Browser tests', run: () => runPlaywright('journeys') }
const proven = [
  { name: 'Proofs', run: () => runVitest(['proofs', 'database proofs']) },
  { name: 'Browser proofs', run: () => runPlaywright('proofs') },
]
const built = { name: 'Build', run: build }
const modelled = { name: 'A real model', run: runRealModel }
const consumed = { name: 'Who reads our files', run: runConsumers }
// What a change needs at once; what a browser shows; what takes minutes to prove; and all of it.
const whole = [...checks, modelled, built, journeys, ...(all ? [...proven, consumed] : [])]
const alone = quick ? checks : proofs ? [built, ...proven] : model ? [modelled] : consumers ? [consumed] : null
const steps = alone ?? whole

/** @type {Totals} */
const totals = { passed: 0, failed: 0, skipped: 0 }
await generate()
for (const { name, run } of steps) {
  console.log(`\n── ${name}`)
  const started = Date.now()
  const result = await run().catch((error) => {
    console.error(error)
    return { passed: 0, failed: 1, skipped: 0 }
  })
  totals.passed += result.passed
  totals.failed += result.failed
  totals.skipped += result.skipped
  console.log(`── ${name}: ${summary(result)} (${Math.round((Date.now() - started) / 1000)} s)`)
}
await rm(reports, { recursive: true, force: true })
console.log(`\n${summary(totals)}`)
process.exit(totals.failed === 0 ? 0 : 1)

async function checkTypes() {
  await once(bin('next'), ['typegen'])
  return once(bin('tsc'), [])
}

async function build() {
  await buildIfNeeded((line) => console.log(line))
  return { passed: 1, failed: 0, skipped: 0 }
}

/** Fetches the model, once; where it cannot be had, what it would have proven is not proven, and that is said. */
async function runRealModel() {
  try {
    await fetchModel((line) => console.log(line))
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    console.warn(`\n!! NOT TESTED: no real model was asked anything. ${error.message}\n`)
    return { passed: 0, failed: 0, skipped: 1 }
  }
  return runVitest(all || model ? ['real model', 'real model proofs'] : ['real model'])
}

/** Lets the programs that our files are for read them; where they cannot be had, nothing is proven, and that is said. */
async function runConsumers() {
  try {
    process.env.EVENHAND_CONSUMERS_PYTHON = await prepareConsumers((line) => console.log(line))
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    console.warn(`\n!! NOT PROVEN: no program but ours has read our files. ${error.message}\n`)
    return { passed: 0, failed: 0, skipped: 1 }
  }
  return runVitest(['consumers'])
}

/** @param {string[]} projects */
async function runVitest(projects) {
  const file = path.join(reports, 'vitest.json')
  const code = await execute(bin('vitest'), [
    'run',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = JSON.parse(await readFile(file, 'utf8'))
  const broken = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ each) =>
      each.status === 'failed' && each.assertionResults.length === 0,
  )
  const failed = report.numFailedTests + broken.length
  return {
    passed: report.numPassedTests,
    // An error outside any test fails the run, too.
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** @param {string} project */
async function runPlaywright(project) {
  const file = path.join(reports, 'playwright.json')
  const chromium = await findChromium((line) => console.log(line))
  const env = {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    EVENHAND_CHROMIUM: chromium ?? '',
    NODE_OPTIONS: '--conditions=react-server',
  }
  const code = await execute(bin('playwright'), ['test', `--project=${project}`, '--reporter=list,json'], env)
  const { stats, errors } = JSON.parse(await readFile(file, 'utf8'))
  const failed = stats.unexpected + errors.length
  // A second try is for a machine that stalled; the list names each test that needed one, so that it is looked at.
  if (stats.flaky > 0) console.log(`${stats.flaky} passed at the second try only: see “flaky” above.`)
  const passed = stats.expected + stats.flaky
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: stats.skipped }
}

/** A step that passes or fails as one. @param {string} file @param {string[]} args @returns {Promise<Totals>} */
async function once(file, args) {
  const code = await execute(file, args)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

/** @param {string} file @param {string[]} args @param {Record<string, string>} [env] @returns {Promise<number>} */
function execute(file, args, env = {}) {
  const child = spawn(file, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

function summary(/** @type {Totals} */ { passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
