import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { ratedResults } from '@/lib/ratings/rated-results'
import { exportFiles } from '@/lib/testing/export-files'
import { judgeRatings } from '@/lib/testing/judged-ratings'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import { expectSame, gatherFile } from '@/lib/testing/recomputed-ratings'
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

test('shares, means, categories, tags and all that is computed come out of the file as on the screen', async () => {
  const { studyId, promptSet } = await makeRatingStudy({ prompts: 9, systems: 3, samples: 2, overlap: 3, turns: 4 })
  await db.$executeRaw`
    UPDATE "Prompt" SET tags = CASE WHEN position % 3 = 0 THEN ARRAY['in', 'both'] ELSE ARRAY['both'] END
    WHERE "promptSetId" = ${promptSet.id}::uuid`
  await judgeRatings(studyId, { who: WHO })
  const access = await grantAdmin(studyId, 'study:results')
  const files = Object.values(await exportFiles(studyId, folder))
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
