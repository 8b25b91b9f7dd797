import { writeFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * A reporter of vitest for what its JSON keeps quiet about: errors that belong to no test, which fail a run all the same.
 * They go as lines into the file that EVENHAND_OUTSIDE_ERRORS names.
 */
export default class OutsideErrors {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<import('vitest').SerializedError>} unhandled
   */
  async onTestRunEnd(modules, unhandled) {
    const file = process.env.EVENHAND_OUTSIDE_ERRORS
    if (!file) throw new Error('EVENHAND_OUTSIDE_ERRORS names no file')
    const ofFiles = modules.flatMap((module) =>
      [module, ...module.children.allSuites()].flatMap((suite) =>
        suite.errors().map((error) => `${path.relative('.', module.moduleId)} › ${inWords(error)}`),
      ),
    )
    await writeFile(file, JSON.stringify([...ofFiles, ...unhandled.map(inWords)]))
  }
}

/** The message, and where it was thrown. @param {{ message: string, stack?: string, VITEST_TEST_PATH?: string }} error */
function inWords({ message, stack = '', VITEST_TEST_PATH }) {
  const places = stack
    .split('\n')
    .filter((line) => /^\s*at /.test(line))
    .slice(0, 6)
  const during = VITEST_TEST_PATH ? `while ${path.relative('.', VITEST_TEST_PATH)} ran: ` : ''
  return [`${during}${message}`, ...places.map((place) => `      ${place.trim()}`)].join('\n')
}
