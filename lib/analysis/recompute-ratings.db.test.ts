import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { analyseRatings } from '@/lib/ratings/analyse-ratings'
import { ratedResults } from '@/lib/ratings/rated-results'
import { exportFiles } from '@/lib/testing/export-files'
import { expectSame, gatherFile } from '@/lib/testing/recomputed-ratings'
import { grantAdmin } from '@/lib/testing/written-study'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-ratings-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

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
  for (const file of Object.values(await exportFiles(studyId, folder))) {
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
