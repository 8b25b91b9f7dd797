import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { db } from '@/lib/db/client'
import { personSeat } from '@/lib/engine/seat'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { makeVerdict } from '@/lib/testing/judging'
import { migrate } from '../../prisma/migrate.mjs'
import { command } from '../command-process'
import { requireSoundData } from '../doctor/data.mjs'
import { loadBackup } from './load-backup.mjs'
import { readBackup } from './read-backup.mjs'
import { ask, emptyDatabase } from './testing'
import { writeBackup } from './write-backup.mjs'

// A database that takes a while to write and read, so that others write meanwhile, and a kill comes in the middle.

const WRITERS = 64
/** Much is written and read here; nothing waits for time to pass. */
const PATIENT = 300_000
const source = () => process.env.DATABASE_URL ?? ''

let folder: string
let study: Awaited<ReturnType<typeof makeOpenStudy>>

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-backup-'))
  study = await makeOpenStudy({ prompts: 400, overlap: 24 })
  // Between slots and verdicts in the order of tables: were they not seen at one moment, they would not fit.
  await db.$executeRaw`
    INSERT INTO "AuditEntry" (action, subject, detail)
    SELECT 'test.filler', n::text, jsonb_build_object('text', (SELECT string_agg(md5(n::text || i::text), '') FROM generate_series(1, 200) i))
    FROM generate_series(1, 3000) n`
}, PATIENT)
afterAll(() => rm(folder, { recursive: true, force: true }))

type Person = Awaited<ReturnType<typeof enrolPeople>>[number]

/** Judges until told to stop. */
async function judgeUntil({ access }: Person, stop: AbortSignal, acknowledged: Set<string>): Promise<void> {
  let desk = await nextDesk(access)
  for (let pair = desk.pairs[0]; pair && !stop.aborted; pair = desk.pairs[0]) {
    const verdict = await makeVerdict(pair.assignmentId)
    desk = (await judgeAndNext(personSeat(access), verdict, [])).desk
    acknowledged.add(verdict.submissionKey)
  }
}

test(
  `written while ${WRITERS} people judge, it holds one moment: whole, and with all that was acknowledged before`,
  async () => {
    const file = path.join(folder, 'under-load.tar.gz')
    const people = await enrolPeople(study.studyId, WRITERS)
    const stop = new AbortController()
    const acknowledged = new Set<string>()
    const judging = people.map((person) => judgeUntil(person, stop.signal, acknowledged))
    await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(WRITERS), { timeout: 120_000 })
    const before = [...acknowledged]
    const manifest = await writeBackup(source(), file)
    const after = acknowledged.size
    stop.abort()
    await Promise.all(judging)

    const rows = manifest.tables.find(({ name }) => name === 'Judgment')?.rows ?? 0
    expect(after).toBeGreaterThan(rows)
    const { url, drop } = await emptyDatabase()
    await loadBackup(url, file)
    await migrate(url)
    await requireSoundData(url)
    const stored = new Set((await ask(url, 'SELECT "submissionKey" AS key FROM "Judgment"')).map(({ key }) => key))
    expect(before.filter((key) => !stored.has(key))).toEqual([])
    await drop()
  },
  PATIENT,
)

test(
  'killed while it is written, it leaves nothing that would be taken for a backup',
  async () => {
    const file = path.join(folder, 'killed.tar.gz')
    const partial = `${file}.partial`
    const writing = command('backup', [file, '--quick'], { DATABASE_URL: source() })
    await vi.waitFor(async () => expect((await stat(partial)).size).toBeGreaterThan(1_000_000), {
      timeout: 120_000,
      interval: 5,
    })
    writing.kill()
    expect(await writing.ended).toBe('SIGKILL')
    expect((await readdir(folder)).filter((name) => name.startsWith('killed'))).toEqual(['killed.tar.gz.partial'])
    await expect(readBackup(partial)).rejects.toThrow(/is no whole backup/)
    // The next one is not disturbed by what is left.
    const again = command('backup', [file, '--quick'], { DATABASE_URL: source() })
    expect(await again.ended, again.output()).toBe(0)
    expect((await readdir(folder)).filter((name) => name.startsWith('killed'))).toEqual(['killed.tar.gz'])
  },
  PATIENT,
)

test(
  'killed while it is restored, the database is empty, and can be restored into',
  async () => {
    const file = path.join(folder, 'restored.tar.gz')
    await writeBackup(source(), file)
    const { name, url, drop } = await emptyDatabase()
    const sessions = (doing: string) =>
      ask(inject('adminUrl'), `SELECT FROM pg_stat_activity WHERE datname = '${name}' AND query LIKE '${doing}'`)
    const restoring = command('restore', [file], { DATABASE_URL: url })
    await vi.waitFor(async () => expect(await sessions('COPY "AuditEntry"%')).toHaveLength(1), {
      timeout: 120_000,
      interval: 5,
    })
    restoring.kill()
    expect(await restoring.ended).toBe('SIGKILL')
    await vi.waitFor(async () => expect(await sessions('%')).toEqual([]), { timeout: 120_000 })
    expect(await ask(url, `SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace`)).toEqual([])

    const again = command('restore', [file], { DATABASE_URL: url })
    expect(await again.ended, again.output()).toBe(0)
    expect(again.output()).toMatch(/rows restored, as they were at/)
    const twice = command('restore', [file], { DATABASE_URL: url })
    expect(await twice.ended).toBe(1)
    expect(twice.output()).toContain('The database is not empty')
    await drop()
  },
  PATIENT,
)
