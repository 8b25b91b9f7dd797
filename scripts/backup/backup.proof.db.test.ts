import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordAudit } from '@/lib/audit/record'
import { db } from '@/lib/db/client'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { migrate } from '@/lib/testing/postgres'
import { requireSoundData } from '../doctor/data.mjs'
import { checkSchema } from '../doctor/database.mjs'
import { writeArchive } from './archive.mjs'
import { backupBeforeMigrations } from './before-migrations.mjs'
import { loadBackup } from './load-backup.mjs'
import { type Manifest, readBackup } from './read-backup.mjs'
import { ask, emptyDatabase } from './testing'
import { compareRows } from './try-backup.mjs'
import { writeBackup } from './write-backup.mjs'

// A judged study, and texts of every kind, in a file; the file in an empty database whose role may do nothing else.

const source = () => process.env.DATABASE_URL ?? ''
const HOSTILE = 'tab\t, feed\n, return\r, slash \\ \\. \\N, quote \' ", 한국어 🜚 \u200b\u2028, {"a": 1}'

let folder: string
let file: string
let manifest: Manifest

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-backup-'))
  file = path.join(folder, 'whole.tar.gz')
  const { studyId } = await makeOpenStudy({ prompts: 6, overlap: 2 })
  for (const person of await enrolPeople(studyId, 2)) await judgeAll(person)
  await db.promptSet.create({ data: { name: HOSTILE, description: '' } })
  await recordAudit(db, null, { action: 'names.add', subject: HOSTILE, detail: { text: HOSTILE, none: null } })
  manifest = await writeBackup(source(), file)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function inEmptyDatabase(run: (url: string) => Promise<void>): Promise<void> {
  const { url, drop } = await emptyDatabase()
  try {
    await run(url)
  } finally {
    await drop()
  }
}

const tablesOf = async (url: string) =>
  (await ask(url, `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace`)).length

test('what comes back is what was written, byte by byte, with its rules in force', async () => {
  await inEmptyDatabase(async (url) => {
    await loadBackup(url, file)
    await compareRows(url, manifest)
    await migrate(url)
    await requireSoundData(url)
    const rules = `SELECT conname, pg_get_constraintdef(oid) AS text FROM pg_constraint
                   WHERE connamespace = 'public'::regnamespace ORDER BY conrelid::regclass::text, conname`
    expect(await ask(url, rules)).toEqual(await ask(source(), rules))
    const indexes = `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname`
    expect(await ask(url, indexes)).toEqual(await ask(source(), indexes))
    const triggers = `SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname`
    expect(await ask(url, triggers)).toEqual(await ask(source(), triggers))
    await expect(ask(url, 'DELETE FROM "Judgment"')).rejects.toThrow(/append-only/)
    // Numbers go on where they were.
    const next = `INSERT INTO "AuditEntry" (action, subject) VALUES ('a', 'b') RETURNING id`
    const [last] = await ask(source(), 'SELECT max(id) AS id FROM "AuditEntry"')
    expect(Number((await ask(url, next))[0]?.id)).toBeGreaterThan(Number(last?.id))
  })
})

// Backups that earlier versions wrote, one a release.
const UPGRADE = path.resolve(import.meta.dirname, '../../prisma/upgrade')
/** Tables that a migration has dropped since: they told of work under way, which a backup is not to bring back. */
const DROPPED = ['Opening']
const older = (await readdir(UPGRADE)).filter((name) => name.endsWith('.tar.gz'))

test.each(older)('a backup of the version of %s is restored, and becomes one of this version', async (name) => {
  await inEmptyDatabase(async (url) => {
    const { tables } = await loadBackup(url, path.join(UPGRADE, name))
    await migrate(url)
    await requireSoundData(url)
    for (const { name, rows } of tables)
      if (name !== '_prisma_migrations' && !DROPPED.includes(name))
        expect(await ask(url, `SELECT count(*)::int AS rows FROM "${name}"`), name).toEqual([{ rows }])
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    expect((await checkSchema(client)).filter(({ status }) => status !== 'ok')).toEqual([])
    await client.end()
  })
})

test('only its owner may read the file, and nothing is left beside it', async () => {
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['whole.tar.gz'])
  await expect(writeBackup(source(), file)).rejects.toThrow(/exists already/)
})

/** What the compressed bytes hold; null when they are no whole stream. */
function unzip(bytes: Buffer): Buffer | null {
  try {
    return gunzipSync(bytes)
  } catch {
    return null
  }
}

test('a backup that was cut off anywhere is refused, and so is one in which a bit has turned', async () => {
  const whole = await readFile(file)
  const content = unzip(whole)
  const broken = path.join(folder, 'broken.tar.gz')
  for (let at = 11; at < whole.length; at += Math.ceil(whole.length / 60)) {
    await writeFile(broken, whole.subarray(0, at))
    await expect(readBackup(broken), `cut at ${at}`).rejects.toThrow(/is no whole backup/)
    const turned = Buffer.from(whole)
    turned[at] = (turned[at] ?? 0) ^ 16
    await writeFile(broken, turned)
    // Some bits only say where the same text stands a second time.
    if (content && unzip(turned)?.equals(content)) expect(await readBackup(broken)).toEqual(manifest)
    else await expect(readBackup(broken), `bit at ${at}`).rejects.toThrow(/is no whole backup/)
  }
  await writeFile(broken, whole.subarray(0, -1))
  await inEmptyDatabase(async (url) => {
    await expect(loadBackup(url, broken)).rejects.toThrow(/is no whole backup/)
    expect(await tablesOf(url)).toBe(0)
  })
  await rm(broken)
})

describe('an archive that is whole, and not what it says', () => {
  const forge = async (change: (manifest: Manifest) => object, rows = '') => {
    const forged = path.join(folder, 'forged.tar.gz')
    const archive = writeArchive(forged, undefined)
    if (rows) await archive.add('tables/ListedName/000000', Buffer.from(rows))
    await archive.add('manifest.json', Buffer.from(JSON.stringify(change(manifest))))
    await archive.end()
    return forged
  }
  const none = (manifest: Manifest) =>
    manifest.tables.map((table) => ({ ...table, rows: 0, bytes: 0, sha256: SHA256_OF_NOTHING }))
  const SHA256_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

  test.each([
    ['without its rows', (m: Manifest) => m, '', /the rows of .* are not those that were written/],
    ['with rows nobody knows of', (m: Manifest) => ({ ...m, tables: [] }), 'a\tb\t\\N\n', /nobody knows of ListedName/],
    ['of a later format', (m: Manifest) => ({ ...m, format: 2 }), '', /newer version of Evenhand/],
    [
      'of a newer version',
      (m: Manifest) => ({ ...m, tables: none(m), migrations: [...m.migrations, '99990101000000_next'] }),
      '',
      /of a newer version of Evenhand .*99990101000000_next/,
    ],
    [
      'with other tables than its version',
      (m: Manifest) => ({ ...m, tables: none(m).slice(1) }),
      '',
      /tables are not those of its version/,
    ],
    [
      'with other columns than its version',
      (m: Manifest) => ({ ...m, tables: none(m).map((t) => ({ ...t, columns: [...t.columns, 'x"; DROP'] })) }),
      '',
      /tables are not those of its version/,
    ],
  ])('%s is refused', async (_, change, rows, refusal) => {
    const forged = await forge(change, rows)
    await inEmptyDatabase(async (url) => {
      await expect(loadBackup(url, forged)).rejects.toThrow(refusal)
      expect(await tablesOf(url)).toBe(0)
    })
    await rm(forged)
  })
})

test('a database with anything in it is refused, and keeps it', async () => {
  await inEmptyDatabase(async (url) => {
    await ask(url, 'CREATE TABLE mine (line text)')
    await expect(loadBackup(url, file)).rejects.toThrow(/not empty/)
    expect(await tablesOf(url)).toBe(1)
  })
})

test('encrypted, it opens with its passphrase alone', async () => {
  const sealed = path.join(folder, 'sealed.tar.gz.age')
  const passphrase = 'correct horse battery staple'
  await writeBackup(source(), sealed, { passphrase })
  const bytes = await readFile(sealed)
  expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1')
  await expect(readBackup(sealed)).rejects.toThrow(/is encrypted: set EVENHAND_BACKUP_PASSPHRASE/)
  await expect(readBackup(sealed, { passphrase: 'wrong' })).rejects.toThrow(/does not open with this/)
  await inEmptyDatabase(async (url) => {
    await loadBackup(url, sealed, { passphrase })
    await compareRows(url, manifest)
  })
  await writeFile(sealed, bytes.subarray(0, -20))
  await expect(readBackup(sealed, { passphrase })).rejects.toThrow(/is no whole backup/)
  await rm(sealed)
  // Making a key of a passphrase is slow on purpose.
}, 240_000)

test('before an update of a database with people a backup is written; the last three are kept', async () => {
  const data = path.join(folder, 'data')
  expect(await backupBeforeMigrations(source(), data)).toBe(null)
  const last = manifest.migrations.at(-1)
  await db.$executeRaw`UPDATE _prisma_migrations SET migration_name = 'elsewhere' WHERE migration_name = ${last}`
  const written = await backupBeforeMigrations(source(), data)
  expect((await readBackup(written ?? '')).migrations).toContain('elsewhere')
  const backups = path.join(data, 'backups')
  for (const day of ['01', '02', '03'])
    await copyFile(file, path.join(backups, `before-update-2026-10-${day}T000000.tar.gz`))
  await copyFile(file, path.join(backups, 'mine.tar.gz'))
  await rm(written ?? '')
  const next = await backupBeforeMigrations(source(), data)
  expect(await readdir(backups)).toEqual([
    'before-update-2026-10-02T000000.tar.gz',
    'before-update-2026-10-03T000000.tar.gz',
    path.basename(next ?? ''),
    'mine.tar.gz',
  ])
  await writeFile(path.join(folder, 'file'), '')
  await expect(backupBeforeMigrations(source(), path.join(folder, 'file'))).rejects.toThrow(/Nothing was changed/)
  process.env.EVENHAND_BACKUP = 'none'
  expect(await backupBeforeMigrations(source(), path.join(folder, 'file'))).toBe(null)
  delete process.env.EVENHAND_BACKUP
  await db.$executeRaw`UPDATE _prisma_migrations SET migration_name = ${last} WHERE migration_name = 'elsewhere'`
  await inEmptyDatabase(async (url) => expect(await backupBeforeMigrations(url, data)).toBe(null))
})
