import { parseArgs } from 'node:util'
import { SetupError } from './setup-error.mjs'

/** The command itself was wrong. */
export class UsageError extends Error {}

/**
 * Runs a command of the command line to its exit code: what `run` gives, 1 when something failed that the message
 * explains, 2 when the command was wrong.
 * @template {import('node:util').ParseArgsConfig['options']} Options
 * @param {{ usage: string, options: Options }} command
 * @param {(given: ReturnType<typeof parseArgs<{ options: Options, allowPositionals: true }>>) => Promise<number>} run
 */
export async function runCommand({ usage, options }, run) {
  const code = await attempt()
  // A migration's engine keeps a timer of ten seconds after its work is done.
  process.exit(code)

  async function attempt() {
    try {
      const given = read(options)
      if (/** @type {{ help?: boolean }} */ (given.values).help) {
        console.log(usage)
        return 0
      }
      return await run(given)
    } catch (error) {
      if (error instanceof UsageError) console.error(`${error.message}\n\n${usage}`)
      else console.error(error instanceof SetupError ? error.message : error)
      return error instanceof UsageError ? 2 : 1
    }
  }
}

/** @template {import('node:util').ParseArgsConfig['options']} Options @param {Options} options */
function read(options) {
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch (cause) {
    throw new UsageError(/** @type {Error} */ (cause).message, { cause })
  }
}
