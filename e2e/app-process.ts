import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

/** `npm start` without npm: the app as its own process. */
export type AppProcess = {
  pid: number
  output: () => string
  /** Resolves when the address is printed; rejects when the process ends before. */
  ready: Promise<void>
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | string>
  kill: (signal: NodeJS.Signals) => void
}

/** Starts the app over `data`, with the variables given besides the test run's own. */
export function startApp(data: string, variables: Record<string, string>): AppProcess {
  const { DATABASE_URL: _, NODE_OPTIONS: __, NEXTAUTH_URL: ___, ...inherited } = process.env
  const child = spawn(process.execPath, ['scripts/start.mjs', '--built'], {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { ...inherited, EVENHAND_DATA: data, ...variables } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? '')),
  )
  return {
    pid: child.pid ?? 0,
    output: () => output,
    ready: waitFor(child, (chunk) => {
      output += chunk
      return output.includes('Evenhand is ready')
    }),
    ended,
    kill: (signal) => child.kill(signal),
  }
}

function waitFor(child: ChildProcess, isThere: (chunk: string) => boolean): Promise<void> {
  const there = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => isThere(String(chunk)) && resolve()
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('close', (code, signal) => reject(new Error(`the app ended with ${code ?? signal}`)))
  })
  // Tests that expect a failed start look at `ended` instead.
  there.catch(() => undefined)
  return there
}
