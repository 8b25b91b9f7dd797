import { createReadStream, createWriteStream } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { parquetChunks } from '@/lib/formats/export/parquet'
import { importPairs } from '@/lib/uploads/judgments/import-pairs'
import { stageJudgments } from '@/lib/uploads/judgments/stage-judgments'
import { type Figure, say } from './report'

const PAIRS = 200_000
const BATCH = 1000
const MEGABYTE = 1e6
const COLUMNS = ['prompt_id', 'prompt', 'model_a', 'model_b', 'response_a', 'response_b'] as const

const WORDS = 'wax oil soap zip slider tooth rub push pull gently then wait until it moves again'.split(' ')

/** Words that differ from text to text: so many, from this one on. */
function words(from: number, many: number): string {
  return Array.from({ length: many }, (_, nth) => WORDS[(from * 7 + nth * (1 + (from % 5))) % WORDS.length]).join(' ')
}

function* batches(): Generator<Record<string, string>[]> {
  for (let first = 0; first < PAIRS; first += BATCH)
    yield Array.from({ length: BATCH }, (_, nth) => {
      const number = first + nth
      return {
        ...{ prompt_id: `q-${number}`, prompt: `${number}: ${words(number, 20)}?`, model_a: 'Heron', model_b: 'Quill' },
        ...{ response_a: words(number + 1, 60), response_b: words(number + 2, 60) },
      }
    })
}

function* lines(write: (row: Record<string, string>) => string): Generator<string> {
  for (const batch of batches()) yield batch.map((row) => `${write(row)}\n`).join('')
}

/** The same pairs as files. */
async function writeFiles(folder: string) {
  const columns = COLUMNS.map((name) => ({ name, type: 'text' as const, holds: name }))
  const files = {
    csv: Readable.from(lines((row) => COLUMNS.map((name) => row[name]).join(','))),
    jsonl: Readable.from(lines((row) => JSON.stringify(row))),
    parquet: Readable.from(parquetChunks(Readable.from(batches()), columns)),
  }
  const named = (ending: string) => path.join(folder, `pairs.${ending}`)
  for (const [ending, rows] of Object.entries(files)) await pipeline(rows, createWriteStream(named(ending)))
  return named
}

/** What PostgreSQL itself takes to read the same rows into a table with a key. */
async function copyRows(pool: pg.Pool, file: string): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query(
      `CREATE TEMP TABLE plain (${COLUMNS.map((name) => `${name} text`).join(', ')}, PRIMARY KEY (prompt_id))`,
    )
    const started = performance.now()
    await pipeline(createReadStream(file), client.query(copyFrom('COPY plain FROM STDIN (FORMAT csv)')))
    const took = performance.now() - started
    await client.query('DROP TABLE plain')
    say(`COPY: ${Math.round(took)} ms`)
    return took
  } finally {
    client.release()
  }
}

/** How long a file takes from its first byte until its pairs are in, and how far memory grows meanwhile. */
async function bring(file: string) {
  const actor = await db.user.findFirstOrThrow({ where: { role: 'ADMIN' } })
  const access = authorizeActorSite(actor, 'imports:manage')
  global.gc?.()
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 50)
  const started = performance.now()
  const input = { filename: path.basename(file), holds: 'PAIRS' } as const
  const importId = await stageJudgments(access, input, createReadStream(file))
  const staged = performance.now() - started
  await importPairs(access, { importId, set: path.basename(file), leaveOutProblems: false })
  const took = performance.now() - started
  clearInterval(watch)
  say(
    `${input.filename}: ${Math.round(staged)} ms to read, ${Math.round(took)} ms in all, memory + ${Math.round((peak - before) / MEGABYTE)} MB`,
  )
  return { took, growth: peak - before }
}

/** Brings 200,000 pairs in as JSON Lines and as Parquet, beside what COPY takes for the same rows. */
export async function measureImports(pool: pg.Pool, folder: string): Promise<Figure[]> {
  say(`Writing files of ${PAIRS} pairs …`)
  const named = await writeFiles(folder)
  await copyRows(pool, named('csv'))
  const copied = await copyRows(pool, named('csv'))
  const [jsonl, parquet] = [await bring(named('jsonl')), await bring(named('parquet'))]
  const slower = Math.max(jsonl.took, parquet.took)
  const note = `of COPY into a bare table; the slower of JSON Lines and Parquet, ${PAIRS} pairs`
  return [
    { name: 'import_ratio', value: copied / slower, wanted: '–', note },
    {
      name: 'import_growth_mb',
      value: Math.max(jsonl.growth, parquet.growth) / MEGABYTE,
      ...{ wanted: '< 100', note: 'memory of the process meanwhile, with the thread that reads' },
    },
  ]
}
