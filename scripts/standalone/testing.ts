import { execFile, spawn } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

/** Of nobody, who owns nothing here; only root may be somebody else. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

/** A folder of `npm run standalone` outside the checkout, in which nobody may write, and one for its data. */
export type Folder = {
  /** Runs a program of the folder to its end. */
  run: (args: string[], variables: Record<string, string>) => Promise<{ code: number; output: string }>
  /** Starts the app; resolves when it serves, and rejects with what it said when it ends before. */
  start: (variables: Record<string, string>) => Promise<{ stop: () => Promise<number | string>; output: () => string }>
  /** What could be changed in it, as whoever runs it sees it. */
  writable: () => Promise<string>
  remove: () => Promise<void>
}

/** Makes such a folder as people do. */
export async function makeFolder(): Promise<Folder> {
  const place = await mkdtemp(path.join(tmpdir(), 'evenhand-standalone-'))
  const [folder, data] = [path.join(place, 'evenhand'), path.join(place, 'data')]
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/standalone.ts', folder])
  await promisify(execFile)('chmod', ['-R', 'a-w,a+rX', folder])
  await chmod(place, 0o755)
  await mkdir(data)
  if (NOBODY.uid) await chown(data, NOBODY.uid, NOBODY.gid)
  const begin = (program: string, args: string[], variables: Record<string, string>) => {
    const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', EVENHAND_DATA: data, ...variables }
    const child = spawn(program, args, { cwd: folder, env: env as unknown as NodeJS.ProcessEnv, ...NOBODY })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    const ended = new Promise<number | string>((resolve) =>
      child.once('close', (code, signal) => resolve(code ?? signal ?? '')),
    )
    return { child, ended, output: () => output }
  }
  return {
    run: async (args, variables) => {
      const { ended, output } = begin(process.execPath, args, variables)
      return { code: Number(await ended), output: output() }
    },
    start: async (variables) => {
      const { child, ended, output } = begin(process.execPath, ['scripts/start.mjs', '--built'], variables)
      const ready = new Promise<void>((resolve) =>
        child.stdout.on('data', () => output().includes('Evenhand is ready') && resolve()),
      )
      await Promise.race([ready, ended.then((code) => Promise.reject(new Error(`It ended with ${code}: ${output()}`)))])
      const stop = () => {
        child.kill('SIGTERM')
        return ended
      }
      return { stop, output }
    },
    writable: async () => {
      const { ended, output } = begin('find', [folder, '-writable', '!', '-type', 'l'], {})
      await ended
      return output()
    },
    remove: async () => {
      await promisify(execFile)('chmod', ['-R', 'u+w', folder])
      await rm(place, { recursive: true, force: true })
    },
  }
}
