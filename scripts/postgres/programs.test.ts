import { execFileSync } from 'node:child_process'
import { chmod, chown, cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPrograms, openToAll } from './programs.mjs'

// A project in a folder that only its owner may enter, as /root is, installed by somebody who lets nobody read.

let folder: string
let closed: { postgres: string; initdb: string }

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-programs-'))
  const { postgres } = await findPrograms()
  const original = path.resolve(path.dirname(postgres), '../..')
  const project = path.join(folder, 'project')
  await mkdir(path.join(project, 'native/bin'), { recursive: true })
  await cp(path.join(original, 'package.json'), path.join(project, 'package.json'))
  for (const name of ['postgres', 'initdb']) {
    const file = path.join(project, 'native/bin', name)
    await writeFile(file, `#!/bin/sh\necho ${name}\n`)
    await chmod(file, 0o700)
  }
  await writeFile(path.join(project, 'native/data'), 'x', { mode: 0o600 })
  closed = { postgres: path.join(project, 'native/bin/postgres'), initdb: path.join(project, 'native/bin/initdb') }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('programs in a closed folder are copied once to where everybody may run them, and nobody else change them', async () => {
  await chmod(folder, 0o755)
  await chmod(path.join(folder, 'project'), 0o700)
  const open = path.join(folder, 'open')
  const copied = await openToAll(closed, open)
  expect(execFileSync(copied.postgres, { encoding: 'utf8' })).toBe('postgres\n')
  expect(path.dirname(path.dirname(path.dirname(copied.postgres)))).toBe(open)
  const entries = await readdir(open, { recursive: true })
  const modes = await Promise.all(entries.map(async (entry) => (await stat(path.join(open, entry))).mode & 0o777))
  expect([...new Set(modes)].sort()).toEqual([0o644, 0o755])
  expect(await openToAll(closed, open)).toEqual(copied)
  expect(await readdir(open)).toHaveLength(1)
})

test('where others may not enter either, it is said', async () => {
  const inside = path.join(folder, 'project', 'also-closed')
  await expect(openToAll(closed, inside)).rejects.toThrow(/may enter neither .* nor/)
})

test.skipIf(process.getuid?.() !== 0)('what others own is not run', async () => {
  const theirs = path.join(folder, 'theirs')
  await mkdir(theirs)
  await chown(theirs, 65534, 65534)
  await expect(openToAll(closed, theirs)).rejects.toThrow(/belongs to another user/)
})

test('programs that everybody may run stay where they are', async () => {
  await chmod(path.join(folder, 'project'), 0o755)
  await chmod(closed.postgres, 0o755)
  await chmod(path.join(folder, 'project/native'), 0o755)
  await chmod(path.join(folder, 'project/native/bin'), 0o755)
  expect(await openToAll(closed, path.join(folder, 'unused'))).toEqual(closed)
})
