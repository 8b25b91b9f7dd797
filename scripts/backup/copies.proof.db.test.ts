import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../command-process'

let data: string
let backups: string
let elsewhere: string

beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'evenhand-copies-'))
  backups = path.join(data, 'backups')
  elsewhere = path.join(data, 'else where')
  for (const folder of [backups, elsewhere]) await mkdir(folder)
})
afterAll(() => rm(data, { recursive: true, force: true }))

const OLD = ['evenhand-2026-01-01T031500.tar.gz', 'evenhand-2026-01-02T031500.tar.gz.age']
const THEIRS = ['before-the-audit.tar.gz', 'before-update-2026-01-01T031500.tar.gz']

async function backUp(args: string[], variables: Record<string, string> = {}) {
  const running = command('backup', ['--quick', ...args], { EVENHAND_DATA: data, ...variables })
  return { code: await running.ended, output: running.output() }
}

test('a copy that fails fails the backup, says why, and nothing older is deleted', async () => {
  for (const name of [...OLD, ...THEIRS]) await writeFile(path.join(backups, name), 'old')
  const failing = { EVENHAND_BACKUP_COMMAND: 'echo no such host >&2; exit 7' }
  const { code, output } = await backUp(['--keep', '1'], failing)
  expect(code, output).toBe(1)
  expect(output).toMatch(/was written, but EVENHAND_BACKUP_COMMAND ended with 7: no such host/)
  expect(await readdir(backups)).toEqual(expect.arrayContaining([...OLD, ...THEIRS]))
  expect(await readdir(elsewhere)).toEqual([])
  // The next one may come within the same second, after which it is named.
  for (const name of await readdir(backups)) if (![...OLD, ...THEIRS].includes(name)) await rm(path.join(backups, name))
})

test('it is copied elsewhere, the last ones are kept, and what people named themselves stays', async () => {
  const copying = { EVENHAND_BACKUP_COMMAND: `cp "$EVENHAND_BACKUP_FILE" '${elsewhere}'` }
  const { code, output } = await backUp(['--keep', '1'], copying)
  expect(code, output).toBe(0)
  const [newest, ...others] = (await readdir(backups)).filter((name) => !THEIRS.includes(name))
  expect(others).toEqual([])
  expect(output).toContain(OLD[1])
  expect(await readdir(elsewhere)).toEqual([newest])
  expect(await readFile(path.join(elsewhere, String(newest)))).toEqual(
    await readFile(path.join(backups, String(newest))),
  )
  expect(await readdir(backups)).toEqual(expect.arrayContaining(THEIRS))
})

test.each(['0', '-1', 'all', '1.5'])('--keep %s is refused before anything is written', async (keep) => {
  const before = await readdir(backups)
  const { code, output } = await backUp([`--keep=${keep}`])
  expect(code).toBe(2)
  expect(output).toContain('whole number from 1')
  expect(await readdir(backups)).toEqual(before)
})
