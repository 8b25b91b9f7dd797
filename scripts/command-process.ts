import { type ChildProcess, spawn } from 'node:child_process'

/** One of the commands, as people run it. */
export function command(script: string, args: string[], variables: Record<string, string>) {
  const env = { ...process.env, ...variables } as NodeJS.ProcessEnv
  const child: ChildProcess = spawn(process.execPath, [`scripts/${script}.mjs`, ...args], { env })
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? '')),
  )
  return { kill: () => child.kill('SIGKILL'), ended, output: () => output }
}
