import { readFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * What a suite came to: counts of tests, and the names of those that failed, or passed at the second try only.
 * @typedef {{ passed: number, failed: number, skipped: number, broken: string[], late: string[] }} Outcome
 */

/** How a command ended: its exit code, and the last of what it said. @typedef {{ code: number, last: string }} Ended */

/** @typedef {{ title: string, file: string, line: number, tests: { status: string }[] }} Spec */
/** @typedef {{ specs?: Spec[], suites?: Suite[] }} Suite */
/** @typedef {{ fullName: string, status: string, failureMessages: string[] }} Assertion */
/** @typedef {{ name: string, status: string, assertionResults: Assertion[] }} TestFile */

/** @returns {Outcome} */
export function noTests() {
  return { passed: 0, failed: 0, skipped: 0, broken: [], late: [] }
}

/** A command that passes or fails as one. @param {string} name @param {boolean} passed @returns {Outcome} */
export function oneTest(name, passed) {
  return { ...noTests(), ...(passed ? { passed: 1 } : { failed: 1, broken: [name] }) }
}

/** @param {Outcome[]} outcomes @returns {Outcome} */
export function addUp(outcomes) {
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0)
  return {
    ...{ passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') },
    broken: outcomes.flatMap(({ broken }) => broken),
    late: outcomes.flatMap(({ late }) => late),
  }
}

/**
 * What vitest's JSON says, and what `outside-errors.mjs` adds: an error outside any test fails the run, too.
 * @param {string} file
 * @param {string} errors the file with the errors outside any test
 * @param {Ended} ended
 * @returns {Promise<Outcome>}
 */
export async function readVitestReport(file, errors, ended) {
  const report = JSON.parse(await readFile(file, 'utf8'))
  /** @type {string[]} */
  const beside = JSON.parse(await readFile(errors, 'utf8'))
  /** @type {TestFile[]} */
  const files = report.testResults
  const named = (/** @type {(assertion: Assertion) => boolean} */ isMeant) =>
    files.flatMap(({ name, assertionResults }) =>
      assertionResults.filter(isMeant).map(({ fullName }) => `${path.relative('.', name)} › ${fullName}`),
    )
  const failed = report.numFailedTests + beside.length
  return {
    passed: report.numPassedTests,
    failed: counted(failed, ended),
    skipped: report.numPendingTests + report.numTodoTests,
    broken: [...named(({ status }) => status === 'failed'), ...beside, ...outside(failed, ended)],
    // The errors of a first try stay with the test that passed at the second.
    late: named(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0),
  }
}

/** What Playwright's JSON says. @param {string} file @param {Ended} ended @returns {Promise<Outcome>} */
export async function readPlaywrightReport(file, ended) {
  const { stats, errors, suites } = JSON.parse(await readFile(file, 'utf8'))
  const specs = /** @type {Suite[]} */ (suites).flatMap(specsOf)
  const named = (/** @type {string} */ status) =>
    specs
      .filter(({ tests }) => tests.some((test) => test.status === status))
      .map(({ title, file: spec, line }) => `${spec}:${line} › ${title}`)
  const failed = stats.unexpected + errors.length
  return {
    passed: stats.expected + stats.flaky,
    failed: counted(failed, ended),
    skipped: stats.skipped,
    broken: [
      ...named('unexpected'),
      ...errors.map((/** @type {{ message?: string }} */ { message }) => message ?? 'an error without words'),
      ...outside(failed, ended),
    ],
    late: named('flaky'),
  }
}

/** @param {Suite} suite @returns {Spec[]} */
function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)]
}

/** @param {number} failed @param {Ended} ended */
function counted(failed, { code }) {
  return failed === 0 && code !== 0 ? 1 : failed
}

/** @param {number} failed @param {Ended} ended */
function outside(failed, { code, last }) {
  return failed === 0 && code !== 0
    ? [`an error outside any test (exit code ${code}), after which was said:\n${last}`]
    : []
}
