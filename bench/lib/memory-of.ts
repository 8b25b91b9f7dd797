import { readdir, readFile } from 'node:fs/promises'

/**
 * The memory of a process and all that it started, in bytes: what several of them share is counted once (PSS of Linux).
 * @throws Error on systems that do not tell it
 */
export async function memoryOf(pid: number): Promise<number> {
  const parents = new Map<number, number>()
  for (const name of await readdir('/proc'))
    if (/^\d+$/.test(name)) parents.set(Number(name), await parentOf(Number(name)))
  const family = [...parents.keys()].filter((each) => isOf(each, pid, parents))
  const sizes = await Promise.all(family.map(shareOf))
  return sizes.reduce((sum, size) => sum + size, 0)
}

function isOf(pid: number, ancestor: number, parents: ReadonlyMap<number, number>): boolean {
  if (pid === ancestor) return true
  const parent = parents.get(pid)
  return parent !== undefined && parent > 0 && isOf(parent, ancestor, parents)
}

/** One that ended meanwhile has no parent, and no memory. */
async function parentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0)
}

async function shareOf(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) * 1024
}
