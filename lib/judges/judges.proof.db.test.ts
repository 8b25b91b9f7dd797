import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { analyse } from '@/lib/analysis/analyse'
import { readAnalysis, requireComparisons, requirePresent } from '@/lib/analysis/read-analysis'
import { gatherColumns } from '@/lib/records/gather-columns'
import { readExport } from '@/lib/records/read-export'
import { exportFiles } from '@/lib/testing/export-files'
import { judgedByModels } from '@/lib/testing/judged-by-model'
import { grantAdmin } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'

workHere()

let folder: string
let made: Awaited<ReturnType<typeof judgedByModels>>
let files: string[]
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-judges-'))
  made = await judgedByModels()
  const { csv, jsonl } = await exportFiles(made.studyId, folder)
  files = [csv, jsonl]
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

async function readPage() {
  const access = await grantAdmin(made.studyId, 'study:results')
  const { analysis } = requireComparisons(requirePresent(await readAnalysis(access, 'Question 0', 60_000)))
  return analysis
}

test('every number of the page Judges comes out of both files, to the last digit', async () => {
  const { judges } = await readPage()
  expect(judges?.worth.map(({ code }) => code)).toEqual(['G01', 'G02', ''])
  for (const file of files) {
    const told = analyse(await gatherColumns(readExport(file), 'Question 0'))
    expect(JSON.parse(JSON.stringify(told.judges))).toEqual(judges)
  }
})
