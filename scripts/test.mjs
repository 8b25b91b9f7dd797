import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inspect } from 'node:util'
import { buildIfNeeded } from './build.mjs'
import { findChromium } from './chromium.mjs'
import { prepareConsumers } from './consumers/environment.mjs'
import { generate } from './generate.mjs'
import { fetchModel } from './model/fetch.mjs'
import { SetupError } from './setup-error.mjs'
import { addUp, noTests, oneTest, readPlaywrightReport, readVitestReport } from './test-report.mjs'

/** @typedef {import('./test-report.mjs').Outcome} Outcome */
/** @typedef {((words: string) => void) | null} Write where what is said is kept for later; null shows it at once */
/** @typedef {{ name: string, run: (write: Write) => Promise<Outcome> }} Step */

const root = path.resolve(import.meta.dirname, '..')
const bin = (/** @type {string} */ name) => path.join(root, 'node_modules/.bin', name)
const [quick, proofs, all, model, consumers] = ['--quick', '--proofs', '--all', '--model', '--consumers'].map(
  (option) => process.argv.includes(option),
)
/** Characters that are kept of the end of what a suite says, for a failure that no report has. */
const LAST_WORDS = 1500
const reports = await mkdtemp(path.join(tmpdir(), 'evenhand-reports-'))

const lint = { name: 'Format and lint', run: check('biome', 'ci', '--error-on-warnings', '.') }
const types = { name: 'Types', run: checkTypes }
const dead = { name: 'Dead code', run: check('knip', '--no-config-hints') }
const tests = { name: 'Unit and database tests', run: vitest('unit', 'database', 'database alone') }
const modelled = { name: 'A real model', run: runRealModel }
const built = { name: 'Build', run: build }
const journeys = { name: 'Browser tests', run: playwright('journeys') }
const proven = { name: 'Proofs', run: vitest('proofs', 'database proofs') }
const seen = { name: 'Browser proofs', run: playwright('proofs') }
const consumed = { name: 'Who reads our files', run: runConsumers }

/** What is quick, and what waits for nothing else: lanes beside each other. */
const first = [[lint, dead], [types]]
/**
 * Groups, one after the other, of lanes beside each other: a test waits for its database half of its time, in which a build
 * computes.
 * @type {Step[][][]}
 */
const whole = [first, [[tests], [built, modelled]], [[journeys]], ...(all ? [[[proven, seen, consumed]]] : [])]
// What a change needs at once, what takes minutes to prove, and what others have to be there for.
const alone = quick
  ? [first, [[tests]]]
  : proofs
    ? [[[built, proven, seen]]]
    : model
      ? [[[modelled]]]
      : consumers
        ? [[[consumed]]]
        : null

const began = Date.now()
/** @type {Outcome[]} */
const outcomes = []
await generate()
for (const lanes of alone ?? whole) await runBeside(lanes)
await rm(reports, { recursive: true, force: true })
const total = addUp(outcomes)
// Named at the end, where whoever is shown only the end of a long log finds them.
list('Passed at the second try only, which is for a machine that stalled; look at each:', total.late)
list('Failed:', total.broken)
console.log(`\nIn ${seconds(began)}.\n${summary(total)}`)
process.exit(total.failed === 0 ? 0 : 1)

/** Shows the first lane as it goes on; what the others said is shown when it has ended. @param {Step[][]} lanes */
async function runBeside([shown = [], ...beside]) {
  const written = beside.map(async (lane) => {
    let text = ''
    await runLane(lane, (words) => {
      text += words
    })
    return text
  })
  await runLane(shown, null)
  for (const text of await Promise.all(written)) process.stdout.write(text)
}

/** A failing step does not hide the next. @param {Step[]} lane @param {Write} write */
async function runLane(lane, write) {
  for (const { name, run } of lane) {
    say(write, `\n── ${name}`)
    const started = Date.now()
    const result = await run(write).catch((error) => {
      say(write, inspect(error))
      return oneTest(name, false)
    })
    outcomes.push(result)
    say(write, `── ${name}: ${summary(result)} (${seconds(started)})`)
  }
}

/** @param {string} heading @param {string[]} names */
function list(heading, names) {
  if (names.length > 0) console.log(`\n${heading}\n${names.map((name) => `  ${name}`).join('\n')}`)
}

function seconds(/** @type {number} */ since) {
  return `${Math.round((Date.now() - since) / 1000)} s`
}

function say(/** @type {Write} */ write, /** @type {string} */ line) {
  if (write) write(`${line}\n`)
  else console.log(line)
}

/** A command that passes or fails as one. @param {string} command @param {string[]} args */
function check(command, ...args) {
  return (/** @type {Write} */ write) => once(write, bin(command), args)
}

/** @param {Write} write */
async function checkTypes(write) {
  await once(write, bin('next'), ['typegen'])
  return once(write, bin('tsc'), [])
}

/** @param {Write} write */
async function build(write) {
  await buildIfNeeded((line) => say(write, line))
  return oneTest('Build', true)
}

/** Fetches the model, once; where it cannot be had, what it would have proven is not proven, and that is said. @param {Write} write */
async function runRealModel(write) {
  try {
    await fetchModel((line) => say(write, line))
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(write, `\n!! NOT TESTED: no real model was asked anything. ${error.message}\n`)
    return { ...noTests(), skipped: 1 }
  }
  return vitest(...(all || model ? ['real model', 'real model proofs'] : ['real model']))(write)
}

/**
 * Lets the programs that our files are for read them; where they cannot be had, nothing is proven, and that is said.
 * @param {Write} write
 */
async function runConsumers(write) {
  try {
    process.env.EVENHAND_CONSUMERS_PYTHON = await prepareConsumers((line) => say(write, line))
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(write, `\n!! NOT PROVEN: no program but ours has read our files. ${error.message}\n`)
    return { ...noTests(), skipped: 1 }
  }
  return vitest('consumers')(write)
}

/** @param {string[]} projects */
function vitest(...projects) {
  return (/** @type {Write} */ write) => runVitest(write, projects)
}

/** @param {Write} write @param {string[]} projects */
async function runVitest(write, projects) {
  const file = path.join(reports, `${projects[0]}.json`)
  const errors = path.join(reports, `${projects[0]}.errors.json`)
  const args = [
    'run',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    '--reporter=./scripts/outside-errors.mjs',
    `--outputFile.json=${file}`,
  ]
  return readVitestReport(file, errors, await execute(write, bin('vitest'), args, { EVENHAND_OUTSIDE_ERRORS: errors }))
}

/** @param {string} project */
function playwright(project) {
  return (/** @type {Write} */ write) => runPlaywright(write, project)
}

/** @param {Write} write @param {string} project */
async function runPlaywright(write, project) {
  const file = path.join(reports, `${project}.json`)
  const chromium = await findChromium((line) => say(write, line))
  const env = {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    EVENHAND_CHROMIUM: chromium ?? '',
    NODE_OPTIONS: '--conditions=react-server',
  }
  const args = ['test', `--project=${project}`, '--reporter=list,json']
  return readPlaywrightReport(file, await execute(write, bin('playwright'), args, env))
}

/** @param {Write} write @param {string} file @param {string[]} args @returns {Promise<Outcome>} */
async function once(write, file, args) {
  const { code } = await execute(write, file, args)
  return oneTest([path.basename(file), ...args].join(' '), code === 0)
}

/**
 * Runs a command and lets what it says through, as it comes.
 * @param {Write} write @param {string} file @param {string[]} args @param {Record<string, string>} [env]
 * @returns {Promise<import('./test-report.mjs').Ended>}
 */
function execute(write, file, args, env = {}) {
  const child = spawn(file, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...(process.stdout.isTTY && { FORCE_COLOR: '1' }), ...env },
  })
  let last = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (words) => {
      last = (last + words).slice(-LAST_WORDS)
      if (write) write(words)
      else process.stdout.write(words)
    })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, last }))
  })
}

function summary(/** @type {Outcome} */ { passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
