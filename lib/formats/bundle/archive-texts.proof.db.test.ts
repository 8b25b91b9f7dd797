import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { decideTexts } from '@/lib/exports/text-terms'
import { makeActor } from '@/lib/testing/fixtures'
import { frozenStudy } from '@/lib/testing/frozen-study'
import { readStudyFile, unzip } from '@/lib/testing/study-file'
import { writeStudy } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'

workHere()

/** Says under which licence the texts of a study are. */
const setLicence = (studyId: string, licence: string) =>
  db.promptSet.updateMany({ where: { studies: { some: { id: studyId } } }, data: { licence } })

test('texts are in archives where their licence lets them, or somebody decided so, and the manifest says which', async () => {
  const { studyId } = await frozenStudy()
  const bundle = async (query: object = {}) => unzip(await readStudyFile(studyId, 'bundle.zip', query))
  const manifestOf = (files: Record<string, string>) => JSON.parse(files['manifest.json'] ?? '')
  const without = await bundle()
  expect(Object.keys(without)).not.toContain('data/pairs.jsonl')
  expect(manifestOf(without)).toMatchObject({
    texts: { included: false, licence: '', note: expect.stringContaining('Nobody has said') },
    judgments: { recorded: 49, counted: 36, notCounted: 13 },
  })
  for (const name of ['bundle.zip', 'huggingface.zip'])
    await expect(readStudyFile(studyId, name, { texts: 'yes' })).rejects.toMatchObject({
      ...{ code: 'forbidden', message: expect.stringContaining('Export tab') },
    })

  const actor = await makeActor('ADMIN')
  const exporting = await authorizeActor(actor, studyId, 'study:export')
  const decision = { studyId, share: true, reason: 'We wrote all of them ourselves.' }
  await decideTexts(exporting, decision)
  const decided = await bundle()
  expect(decided['data/pairs.jsonl']).toContain('Say something.')
  expect(decided['manifest.json']).toContain(decision.reason)
  expect(decided['manifest.json']).not.toContain(actor.name)
  const [entry] = await db.auditEntry.findMany({ where: { studyId, action: 'texts.share' } })
  expect(entry).toMatchObject({ actorId: actor.id, detail: { reason: decision.reason, licence: '' } })
  // It was decided of texts that nobody had said anything of.
  await setLicence(studyId, 'All rights reserved')
  expect(manifestOf(await bundle())).toMatchObject({ texts: { included: false, licence: 'All rights reserved' } })
  await decideTexts(exporting, decision)
  expect(manifestOf(await bundle())).toMatchObject({ texts: { included: true } })
  await decideTexts(exporting, { studyId, share: false, reason: '' })
  expect(manifestOf(await bundle())).toMatchObject({ texts: { included: false } })

  await setLicence(studyId, 'CC BY-SA 4.0')
  const folder = await unzip(await readStudyFile(studyId, 'huggingface.zip'))
  expect(Object.keys(folder)).toEqual([
    ...['judgments', 'items', 'pairs', 'preference'].map((name) => `data/${name}.parquet`),
    ...['manifest.json', 'croissant.json', 'README.md', 'SHA256SUMS'],
  ])
  expect(folder['README.md']).toMatch(/^---\nlicense: cc-by-sa-4.0\n(.+\n)+configs:\n- config_name: judgments\n/)
  expect(JSON.parse(folder['croissant.json'] ?? '').license).toBe('https://spdx.org/licenses/CC-BY-SA-4.0.html')
  expect(manifestOf(folder)).toMatchObject({ preference: { verdicts: 49, used: 36 } })
  expect(Object.keys(await bundle({ texts: 'no' }))).not.toContain('data/pairs.jsonl')
}, 180_000)

test('a study without a snapshot has no bundle, and another’s snapshot is none', async () => {
  const { id } = await frozenStudy()
  const other = await writeStudy([randomUUID(), randomUUID()])
  await expect(readStudyFile(other.studyId, 'bundle.zip')).rejects.toThrow('has none yet')
  await expect(readStudyFile(other.studyId, 'bundle.zip', { snapshot: id })).rejects.toMatchObject({
    code: 'not_found',
  })
}, 120_000)
