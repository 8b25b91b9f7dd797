import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { JUDGMENT_COLUMNS } from '@/lib/exports/columns'
import { exportRows } from '@/lib/exports/export-judgments'
import { csvChunks, jsonlChunks } from '@/lib/http/stream'
import { analyseRatings } from '@/lib/ratings/analyse-ratings'
import type { RatedSlice } from '@/lib/ratings/assemble-rated'
import { isRating, RatingGatherer } from '@/lib/ratings/gather-ratings'
import { rateTable } from '@/lib/ratings/rate-table'
import { type RatedResults, ratedResults } from '@/lib/ratings/rated-results'
import type { RatingTable } from '@/lib/ratings/rating-table'
import { readExport } from '@/lib/records/read-export'
import { judgeRatings } from '@/lib/testing/judged-ratings'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import { grantAdmin } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'
import { analyseRated } from './analyse'
import { readAnalysis, requirePresent } from './read-analysis'

workHere()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-ratings-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const WHO = [
  { group: 'Crowd' },
  { group: 'Crowd' },
  { group: 'Authors' },
  { group: 'Crowd', simulated: true },
  { group: 'Authors', excluded: true },
]

/** A study’s exports as files, by the code that serves them once results may be seen. */
async function exportFiles(studyId: string): Promise<string[]> {
  const access = await grantAdmin(studyId, 'study:export')
  const save = async (name: string, chunks: AsyncIterable<string>) => {
    let text = ''
    for await (const chunk of chunks) text += chunk
    await writeFile(path.join(folder, name), text)
    return path.join(folder, name)
  }
  const columns = JUDGMENT_COLUMNS.map(({ name }) => name)
  return [
    await save('a.csv', csvChunks((await exportRows(access)).batches, columns)),
    await save('a.jsonl', jsonlChunks((await exportRows(access)).batches)),
  ]
}

async function gatherFile(file: string, criterion: string): Promise<RatingTable> {
  const gatherer = new RatingGatherer(criterion)
  for await (const row of readExport(file, criterion)) {
    expect(isRating(row)).toBe(true)
    gatherer.add(row)
  }
  return gatherer.finish()
}

/** Lists without their order, which a file does not tell; groups and systems without a rating, which it does not name. */
const sorted = <T extends { group: string; system?: string; n: number }>(rows: readonly T[]): T[] =>
  rows
    .filter(({ n }) => n > 0)
    .toSorted((one, other) => (`${one.group}/${one.system}` < `${other.group}/${other.system}` ? -1 : 1))
const sortedSlices = (slices: readonly RatedSlice[]) =>
  slices
    .map(({ rows, ...slice }) => ({ ...slice, rows: sorted(rows) }))
    .toSorted((one, other) => (`${one.group}/${one.slice.name}` < `${other.group}/${other.slice.name}` ? -1 : 1))

function expectSame(table: RatingTable, screen: RatedResults): void {
  const told = rateTable(table)
  expect(sorted(told.rows)).toEqual(sorted(screen.rows))
  expect(sortedSlices(told.categories)).toEqual(sortedSlices(screen.categories))
  expect(sortedSlices(told.tags)).toEqual(sortedSlices(screen.tags))
  expect(told.method).toBe(screen.method)
  expect(table.options).toEqual(screen.options.map(({ code, score }) => ({ code, score })))
  expect([table.recorded, table.option.length]).toEqual([screen.recorded, screen.used])
  const reasons = screen.leftOut.filter(({ count }) => count > 0).map(({ reason, count }) => [reason, count])
  expect(table.leftOut).toEqual(Object.fromEntries(reasons))
}

test('shares, means, categories, tags and all that is computed come out of the file as on the screen', async () => {
  const { studyId, promptSet } = await makeRatingStudy({ prompts: 9, systems: 3, samples: 2, overlap: 3, turns: 4 })
  await db.$executeRaw`
    UPDATE "Prompt" SET tags = CASE WHEN position % 3 = 0 THEN ARRAY['in', 'both'] ELSE ARRAY['both'] END
    WHERE "promptSetId" = ${promptSet.id}::uuid`
  await judgeRatings(studyId, { who: WHO })
  const access = await grantAdmin(studyId, 'study:results')
  const files = await exportFiles(studyId)
  const criteria = await db.criterion.findMany({ where: { studyId }, orderBy: { position: 'asc' } })
  for (const { question, position, unit } of criteria) {
    const screen = await ratedResults(access, { criterion: position })
    expect(screen).toMatchObject({ unit, method: 'clustered' })
    expect(screen.rows).toHaveLength(6)
    expect(screen.used).toBeGreaterThan(100)
    expect(screen.leftOut.filter(({ count }) => count > 0).map(({ reason }) => reason)).toEqual([
      ...['superseded', 'excluded', 'criterion'],
    ])
    const { analysis } = requirePresent(await readAnalysis(access, question, 60_000))
    for (const file of files) {
      const table = await gatherFile(file, question)
      expectSame(table, screen)
      const told = analyseRated(table)
      expect(JSON.parse(JSON.stringify(told))).toEqual(analysis)
      expect(told.groups.map(({ group }) => group)).toEqual([null, 'Authors', 'Crowd'])
      expect(told.groups.every(({ failures }) => failures.length > 0 === (unit === 'TURN'))).toBe(true)
    }
  }
}, 120_000)

test('published counts of ratings give the screen’s numbers, each rating a prompt of its own', async () => {
  const { studyId, systemId, criterionId, groupId } = await writeReconstructed()
  const shares = [6, 19, 25]
  await db.tally.createMany({
    data: ['FAIL', 'PASS', 'EXCELLENT'].map((choice, k) => ({
      ...{ studyId, groupId, criterionId, systemAId: systemId, choice, count: shares[k] as number },
    })),
  })
  const screen = await ratedResults(await grantAdmin(studyId, 'study:results'))
  expect(screen).toMatchObject({ method: 'wilson', used: 50, rows: [{ system: 'LIMA', n: 50, prompts: 50 }] })
  expect(screen.rows[0]?.shares?.map(({ share }) => share)).toEqual([0.12, 0.38, 0.5])
  for (const file of await exportFiles(studyId)) {
    const table = await gatherFile(file, 'How good?')
    expectSame(table, screen)
    expect(analyseRatings(table).annotators).toEqual([])
  }
})

async function writeReconstructed() {
  const system = await db.system.create({ data: { name: 'LIMA' } })
  const { id: studyId, ...study } = await db.study.create({
    data: {
      ...{ title: 'Published', protocol: 'RATING', origin: 'RECONSTRUCTED', status: 'CLOSED', seed: 0 },
      systems: { create: { systemId: system.id, position: 0 } },
      groups: { create: { name: 'Authors', codePrefix: 'A' } },
      criteria: {
        create: {
          ...{ position: 0, question: 'How good?' },
          options: {
            create: ['FAIL', 'PASS', 'EXCELLENT'].map((code, score) => ({ code, score, label: code, position: score })),
          },
        },
      },
    },
    include: { criteria: true, groups: true },
  })
  const [criterion, group] = [study.criteria[0], study.groups[0]]
  return { studyId, systemId: system.id, criterionId: criterion?.id as string, groupId: group?.id as string }
}
