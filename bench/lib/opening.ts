import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { disconnect } from '@/lib/db/client'
import { blankDesign } from '@/lib/designs/blank-design'
import { createStudy } from '@/lib/studies/create-study'
import { openStudy } from '@/lib/studies/open-study'
import { makeActor } from '@/lib/testing/fixtures'
import { writeLargeSet } from './large-set'
import { type Figure, say } from './report'

const PROMPTS = 20_000
const BASELINES = 5
const OVERLAP = 3

type Database = { url: string; pool: pg.Pool }

/** Opening a study of 100,000 items with three slots each, as the button does, beside a bare COPY of the same slots. */
export async function measureOpening({ url, pool }: Database): Promise<Figure[]> {
  process.env.DATABASE_URL = url
  process.env.NEXTAUTH_SECRET ??= 'a benchmark signs nobody in, but the environment wants a secret'
  say(`Writing ${PROMPTS} prompts with ${BASELINES + 1} responses each …`)
  const { setId, systemIds } = await writeLargeSet(pool, { prompts: PROMPTS, systems: BASELINES + 1 })
  const [focalSystemId = '', ...baselineIds] = systemIds
  const researcher = await makeActor('RESEARCHER')
  const studyId = await createStudy(authorizeActorSite(researcher, 'studies:create'), {
    ...blankDesign(),
    ...{ title: 'Large', promptSetId: setId, overlap: OVERLAP, seed: 1 },
    comparisons: { pairing: 'FOCAL' as const, focalSystemId, baselineIds },
  })
  const access = await authorizeActor(researcher, studyId, 'study:run')
  const began = performance.now()
  const { items, slots } = await openStudy(access)
  const opening = (performance.now() - began) / 1000
  await disconnect()
  if (slots !== PROMPTS * BASELINES * OVERLAP) throw new Error(`opening wrote ${slots} slots of ${items} items`)
  const bare = await copyBare(pool, studyId)
  say(`  ${slots} slots: opened in ${opening.toFixed(1)} s, copied bare in ${bare.toFixed(1)} s`)
  const note = '100,000 items × 3 slots'
  return [
    { name: 'opening_seconds', value: opening, wanted: '≤ 30', note },
    { name: 'opening_copy_ratio', value: opening / bare, wanted: '–', note: `${note}, against a bare COPY of them` },
  ]
}

const COLUMNS = `"studyId", id, "itemId", slot, rank, "leftIsA", repeat`

/** The same slots into a table without keys, indexes or rules. @returns seconds */
async function copyBare(pool: pg.Pool, studyId: string): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('CREATE TABLE bare AS SELECT * FROM "Assignment" LIMIT 0')
    const rows: Buffer[] = []
    const slots = `SELECT ${COLUMNS} FROM "Assignment" WHERE "studyId" = '${studyId}'`
    for await (const chunk of client.query(copyTo(`COPY (${slots}) TO STDOUT`))) rows.push(chunk)
    const began = performance.now()
    await pipeline(Readable.from(rows), client.query(copyFrom(`COPY bare (${COLUMNS}) FROM STDIN`)))
    const seconds = (performance.now() - began) / 1000
    await client.query('DROP TABLE bare')
    return seconds
  } finally {
    client.release()
  }
}
