import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { platform } from 'node:os'
import { promisify } from 'node:util'

/** @typedef {{ pid: number, args: string }} Process a running process and its command line */

/**
 * The running processes of this machine; ended ones that nobody waited for are not among them.
 * @returns {Promise<Process[]>}
 */
export async function listProcesses() {
  // Small images have no ps.
  return platform() === 'linux' ? readProc() : askPs()
}

/** The command line of a running process; undefined when there is none of this number. @param {number} pid */
export async function commandOf(pid) {
  return (await listProcesses()).find((each) => each.pid === pid)?.args
}

async function readProc() {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const processes = await Promise.all(
    pids.map(async (pid) => {
      // A zombie has no command line; one that ended meanwhile has no file.
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      return { pid: Number(pid), args: line.replaceAll('\0', ' ').trim() }
    }),
  )
  return processes.filter(({ args }) => args !== '')
}

async function askPs() {
  const { stdout } = await promisify(execFile)('ps', ['-axo', 'pid=,stat=,args='], { maxBuffer: 16 * 1024 ** 2 }).catch(
    () => ({ stdout: '' }),
  )
  return stdout.split('\n').flatMap((line) => {
    const [, pid, state, args] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
    return pid && args && !state?.startsWith('Z') ? [{ pid: Number(pid), args }] : []
  })
}
