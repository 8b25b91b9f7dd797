import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { addModel, answerAsModel } from '@/lib/testing/asked-model'
import { judgedByThree } from '@/lib/testing/judged-by-three'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import { readStudyFile, toLines, unzip } from '@/lib/testing/study-file'
import { STUDY_FILES } from './study-files'

type Manifest = { written: number; verdicts: number; used: number; leftOut: Record<string, number>; policy: object }

const TOOLS = STUDY_FILES.filter(({ policy }) => policy)

/** How many verdicts make a row, and whose. */
const ASKED = [
  ['each', 'people'],
  ['each', 'models'],
  ['unanimous', 'people'],
]

/** How many rows a file has, in whatever form. */
async function countRows(studyId: string, name: string, query: object): Promise<number> {
  const file = await readStudyFile(studyId, name, query)
  if (name.endsWith('.csv')) return parse(file).length - 1
  if (name.endsWith('.json')) return (JSON.parse(file.toString()) as unknown[]).length
  if (name.endsWith('.jsonl')) return toLines(file.toString()).length
  const files = Object.values(await unzip(file))
  const rowsOf = (text: string) =>
    text.startsWith('{"metadata"') ? (JSON.parse(text).examples as unknown[]).length : toLines(text).length
  return files.reduce((sum, text) => sum + rowsOf(text), 0)
}

const readManifest = async (studyId: string, name: string, query: object): Promise<Manifest> =>
  JSON.parse((await readStudyFile(studyId, name.replace(/\.\w+$/, '.manifest.json'), query)).toString())

/** Verdicts of people and of models, and one of each that some file leaves out. */
async function everythingOnce() {
  const { study, studyId, names, annotators } = await judgedByThree((leftIsA) => (leftIsA ? 'A' : 'TIE'))
  const [person] = annotators as [string]
  for (const said of [{ kind: 'GOLD' }, { flag: 'OTHER' }, { repeat: 1 }, { choice: 'BOTH_BAD' }] as const)
    await study.judge(person, names, said)
  await study.judge(await study.addAnnotator({ group: 'crowd', excluded: true }), names)
  const masked = await study.addItem(names)
  await db.item.update({ where: { studyId_id: { studyId, id: masked } }, data: { masks: ['Focal'] } })
  await study.judge(person, names, { itemId: masked })
  const { annotatorId } = await addModel(studyId)
  const criterionId = study.criterionIds[0] as string
  const both = await study.addItem(names)
  for (const [slot, leftIsA] of [true, false].entries())
    await answerAsModel(studyId, annotatorId, { itemId: both, slot, leftIsA }, criterionId, { choice: 'A', score: 1 })
  for (const said of [{ choice: 'B', score: -1 }, 'UNPARSED'] as const) {
    const itemId = await study.addItem(names)
    await answerAsModel(studyId, annotatorId, { itemId, slot: 0 }, criterionId, said)
  }
  return studyId
}

test('each manifest counts the rows of its file, and gives each verdict that is in none its reason', async () => {
  const studyId = await everythingOnce()
  const tools = TOOLS.filter(({ of }) => of !== 'RATING')
  expect(tools.length).toBeGreaterThan(10)
  const found: Record<string, Manifest> = {}
  for (const { name, policy } of tools)
    for (const [rows, by] of policy?.whose === 'asked' ? ASKED : ASKED.slice(0, 1)) {
      const manifest = await readManifest(studyId, name, { rows, by })
      const of = `${name} ${rows} ${by}`
      expect(manifest.written, of).toBe(await countRows(studyId, name, { rows, by }))
      const leftOut = Object.values(manifest.leftOut).reduce((sum, n) => sum + n, 0)
      expect(manifest.used + leftOut, of).toBe(manifest.verdicts)
      if (rows === 'each') found[`${name} ${by}`] = manifest
    }
  const reasons = { gold: 1, flagged: 1, repeat: 1, excluded: 1, masked: 1 }
  expect(found['kto.jsonl people']).toMatchObject({ verdicts: 66, used: 61, leftOut: reasons })
  expect(found['argilla.jsonl people']).toMatchObject({ used: 61, ties: 21, leftOut: reasons })
  expect(found['lmsys.jsonl people']).toMatchObject({ verdicts: 70, used: 64, leftOut: { ...reasons, no_verdict: 1 } })
  expect(found['alpaca-eval.json people']?.leftOut).toEqual({ gold: 1, flagged: 1, repeat: 1, excluded: 1 })
  expect(found['fastchat-pair.jsonl people']).toMatchObject({ written: 1, used: 2, leftOut: { one_order: 2 } })
  expect(found['kto.jsonl models']).toMatchObject({ verdicts: 4, leftOut: { no_verdict: 1 } })
  const pairs = JSON.parse((await readStudyFile(studyId, 'pairs.manifest.json')).toString())
  expect(pairs).toMatchObject({ written: await countRows(studyId, 'pairs.jsonl', {}), masked: 1 })
  expect(pairs.texts).toMatchObject({ licence: '', mayBeGivenOn: false })
}, 120_000)

test('of ratings each verdict is accounted for as well', async () => {
  const { studyId } = await makeRatingStudy({ prompts: 3, systems: 2 })
  const { annotatorId } = await addModel(studyId)
  const { id, options } = await db.criterion.findFirstOrThrow({ where: { studyId }, include: { options: true } })
  const [option] = options
  const items = await db.item.findMany({ where: { studyId }, orderBy: { position: 'asc' } })
  for (const [nth, { id: itemId }] of items.entries()) {
    const said = nth === 0 ? 'TRUNCATED' : { choice: option?.code ?? '', score: option?.score ?? 0 }
    await answerAsModel(studyId, annotatorId, { itemId, slot: 0 }, id, said)
    await answerAsModel(studyId, annotatorId, { itemId, slot: 0, repeat: 1 }, id, said)
  }
  expect(await countRows(studyId, 'fastchat-single.jsonl', {})).toBe(6)
  expect(await readManifest(studyId, 'fastchat-single.jsonl', {})).toMatchObject({
    ...{ written: 6, verdicts: 12, used: 6, leftOut: { repeat: 6 } },
  })
  const pairs = JSON.parse((await readStudyFile(studyId, 'pairs.manifest.json')).toString())
  expect(pairs).toMatchObject({ written: 6, masked: 0, absent: 0 })
})
