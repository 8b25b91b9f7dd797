import vm from 'node:vm'

const sandbox: { run?: () => unknown } = {}
const context = vm.createContext(sandbox)
const script = new vm.Script('run()')

/**
 * Calls a synchronous function and stops it when it takes too long. For parsers that are quadratic on hostile input.
 * @throws Error `ERR_SCRIPT_EXECUTION_TIMEOUT` after `milliseconds`
 */
export function withinTime<T>(milliseconds: number, run: () => T): T {
  sandbox.run = run
  try {
    return script.runInContext(context, { timeout: milliseconds }) as T
  } finally {
    sandbox.run = undefined
  }
}
