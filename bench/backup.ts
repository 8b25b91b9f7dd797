import { spawn } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { copyStatement, listTables } from '../scripts/backup/tables.mjs'
import { startDatabase } from './lib/database'
import { JUDGMENTS, writeJudgedStudy } from './lib/judged-study'
import { report, say } from './lib/report'

// A million judgments into a file and out of it again, beside reading the same tables and throwing them away.

const database = await startDatabase()
try {
  const small = await run('backup', ['small.tar.gz', '--quick'], database.url)
  say(`Writing ${JUDGMENTS.toLocaleString('en')} judgments …`)
  await writeJudgedStudy(database.pool)
  // The restore looks whether the data are sound.
  await database.pool.query(
    `UPDATE "Annotator" n SET judged =
       (SELECT count(*) FROM "Assignment" a WHERE a."studyId" = n."studyId" AND a."annotatorId" = n.id)`,
  )
  const read = await timeReading()
  const backup = await run('backup', ['large.tar.gz', '--quick'], database.url)
  const { size } = await stat(path.join(database.directory, 'large.tar.gz'))
  await database.pool.query('CREATE DATABASE restored')
  const target = Object.assign(new URL(database.url), { pathname: '/restored' }).href
  const restore = await run('restore', ['large.tar.gz'], target)
  say(`${(size / 1e6).toFixed(0)} MB; reading alone ${read.toFixed(1)} s, ${backup.words}, ${restore.words}`)
  const growth = (peak: number) => peak / small.peak
  report([
    {
      name: 'backup_read_ratio',
      value: backup.seconds / read,
      wanted: '≤ 5',
      note: 'written, compressed, hashed, read back',
    },
    {
      name: 'restore_read_ratio',
      value: restore.seconds / read,
      wanted: '≤ 30',
      note: 'read twice, with all keys and indexes',
    },
    {
      name: 'backup_memory_growth',
      value: growth(backup.peak),
      wanted: '≤ 2',
      note: 'peak, against an empty database',
    },
    { name: 'restore_memory_growth', value: growth(restore.peak), wanted: '≤ 2', note: 'the same' },
  ])
} finally {
  await database.stop()
}

/** Runs one of the commands over a database, and watches how much memory it takes. */
async function run(script: string, [file = '', ...options]: string[], url: string) {
  const args = [`scripts/${script}.mjs`, path.join(database.directory, file), ...options]
  const started = performance.now()
  const child = spawn(process.execPath, args, {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  let peak = 0
  while (await Promise.race([ended.then(() => false), pause(100, true)])) peak = Math.max(peak, await peakOf(child.pid))
  if ((await ended) !== 0) throw new Error(`${script} failed`)
  const seconds = (performance.now() - started) / 1000
  return { seconds, peak, words: `${script} ${seconds.toFixed(1)} s and ${(peak / 1e3).toFixed(0)} MB` }
}

/** The most memory the process has had so far, in kilobytes; 0 where Linux does not tell. */
async function peakOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmHWM:\s*(\d+)/m.exec(status)?.[1] ?? 0)
}

/** Seconds that the database takes to send all of it. */
async function timeReading(): Promise<number> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const started = performance.now()
  for (const table of await listTables(client))
    for await (const _ of client.query(copyTo(copyStatement(table, 'TO STDOUT'))));
  const seconds = (performance.now() - started) / 1000
  await client.end()
  return seconds
}
