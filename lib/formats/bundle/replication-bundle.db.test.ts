import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { frozenStudy } from '@/lib/testing/frozen-study'
import { readStudyFile, unzip } from '@/lib/testing/study-file'
import { writeStudy } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'

workHere()

test('texts come where they are asked for; a study without a snapshot has no bundle, and another’s snapshot is none', async () => {
  const { studyId, id } = await frozenStudy()
  const files = await unzip(await readStudyFile(studyId, 'bundle.zip', { texts: 'yes' }))
  expect(files['data/pairs.jsonl']).toContain('Say something.')
  expect(JSON.parse(files['croissant.json'] ?? '').distribution).toHaveLength(3)
  const folder = await unzip(await readStudyFile(studyId, 'huggingface.zip', { texts: 'yes' }))
  expect(Object.keys(folder)).toEqual([
    ...['judgments', 'items', 'pairs', 'preference'].map((name) => `data/${name}.parquet`),
    ...['croissant.json', 'README.md', 'SHA256SUMS'],
  ])
  expect(folder['README.md']).toMatch(/^---\nlicense: other\n(.+\n)+configs:\n- config_name: judgments\n/)
  expect(Object.keys(await unzip(await readStudyFile(studyId, 'huggingface.zip')))).not.toContain('data/pairs.parquet')
  const other = await writeStudy([randomUUID(), randomUUID()])
  await expect(readStudyFile(other.studyId, 'bundle.zip')).rejects.toThrow('has none yet')
  await expect(readStudyFile(other.studyId, 'bundle.zip', { snapshot: id })).rejects.toMatchObject({
    code: 'not_found',
  })
}, 120_000)
