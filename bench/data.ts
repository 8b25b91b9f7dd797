import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { authorizeActor } from '@/lib/auth/access'
import { db, disconnect } from '@/lib/db/client'
import { JUDGMENT_COLUMNS } from '@/lib/exports/columns'
import { readExportedStudy } from '@/lib/exports/export-judgments'
import { selectJudgments } from '@/lib/exports/select-judgments'
import { writeStudyFile } from '@/lib/formats/export/study-files'
import { startDatabase } from './lib/database'
import { measureImports } from './lib/imports'
import { writeJudgedStudy } from './lib/judged-study'
import { type Figure, report, say } from './lib/report'

const MEGABYTE = 1e6

/** How long a file takes, how far memory grows meanwhile, and how many bytes it has. */
async function writeFile(studyId: string, name: string) {
  const actor = await db.user.findFirstOrThrow({ where: { role: 'ADMIN' } })
  const access = await authorizeActor(actor, studyId, 'study:read')
  global.gc?.()
  const before = process.memoryUsage().rss
  const started = performance.now()
  let [bytes, peak] = [0, before]
  for await (const chunk of (await writeStudyFile(access, name)).chunks) {
    bytes += chunk.length
    peak = Math.max(peak, process.memoryUsage().rss)
  }
  const took = performance.now() - started
  say(
    `${name}: ${Math.round(took)} ms, ${Math.round(bytes / MEGABYTE)} MB, memory + ${Math.round((peak - before) / MEGABYTE)} MB`,
  )
  return { took, growth: peak - before }
}

/** What PostgreSQL itself takes to write the same rows as CSV. */
async function copyRows(pool: pg.Pool, studyId: string): Promise<number> {
  const { text, values } = selectJudgments(await readExportedStudy(studyId))
  const statement = text.replace(/\$(\d+)/g, (_, place: string) => literal(values[Number(place) - 1]))
  const client = await pool.connect()
  try {
    const started = performance.now()
    let bytes = 0
    for await (const chunk of client.query(copyTo(`COPY (${statement}) TO STDOUT (FORMAT csv, HEADER)`)))
      bytes += (chunk as Buffer).length
    const took = performance.now() - started
    say(`COPY: ${Math.round(took)} ms, ${Math.round(bytes / MEGABYTE)} MB`)
    return took
  } finally {
    client.release()
  }
}

/** A parameter as SQL has it: COPY takes none. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = Array.isArray(value)
    ? `{${value.join(',')}}`
    : value instanceof Date
      ? value.toISOString()
      : String(value)
  return `'${text.replaceAll("'", "''")}'`
}

async function measure(): Promise<Figure[]> {
  const database = await startDatabase()
  try {
    process.env.DATABASE_URL = database.url
    process.env.NEXTAUTH_SECRET ??= 'a benchmark signs nobody in, but the environment wants a secret'
    await db.user.create({
      data: { email: 'bench@example.org', name: 'Bench', role: 'ADMIN', passwordHash: 'x' },
    })
    // Before the large study is there: what is imported is not to wait for its tables to be tidied up.
    return [...(await measureImports(database.pool, database.directory)), ...(await measureExports(database.pool))]
  } finally {
    await disconnect()
    await database.stop()
  }
}

async function measureExports(pool: pg.Pool): Promise<Figure[]> {
  say('Writing a study of judgments …')
  const studyId = await writeJudgedStudy(pool)
  const judgments = (await db.judgment.count({ where: { studyId } })).toLocaleString('en')
  // Whoever reads first fetches the rows from the disk.
  await copyRows(pool, studyId)
  const copied = await copyRows(pool, studyId)
  // The first file of a process is the one that everything is compiled for.
  await writeFile(studyId, 'judgments.csv')
  const csv = await writeFile(studyId, 'judgments.csv')
  const parquet = await writeFile(studyId, 'judgments.parquet')
  const note = `${judgments} judgments of ${JUDGMENT_COLUMNS.length} columns`
  const growth = Math.max(csv.growth, parquet.growth)
  return [
    { name: 'export_csv_ratio', value: copied / csv.took, wanted: '≥ 0.4', note: `of COPY; ${note}` },
    { name: 'export_parquet_ratio', value: copied / parquet.took, wanted: '≥ 0.2', note: `of COPY; ${note}` },
    { name: 'export_growth_mb', value: growth / MEGABYTE, wanted: '< 100', note: 'memory of the process meanwhile' },
  ]
}

report(await measure())
