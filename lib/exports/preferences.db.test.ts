import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { writeStudyFile } from '@/lib/formats/export/study-files'
import { download } from '@/lib/http/stream'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { addModel, answerAsModel } from '@/lib/testing/asked-model'
import { judgedByThree, PEOPLE } from '@/lib/testing/judged-by-three'
import { readStudyFile, readStudyLines } from '@/lib/testing/study-file'
import { grantAdmin } from '@/lib/testing/written-study'
import type { LmsysRow } from './lmsys'

type Trl = {
  prompt: object[]
  chosen: object[]
  rejected: object[]
  chosen_model: string
  votes: number[]
  annotator: string
}
type Kto = { completion: object[]; label: boolean; model: string }

const readFile = async (studyId: string, name: string, query: object = {}) =>
  (await readStudyFile(studyId, name, query)).toString()

test.each(Object.entries(PEOPLE))(
  'of %s annotators, files of preferences have the shares of figure 1',
  async (_, say) => {
    const { studyId, names } = await judgedByThree(say)
    const access = await grantAdmin(studyId, 'study:results')
    for (const [rows, rule] of [
      ['each', 'all'],
      ['majority', 'majority'],
    ] as const) {
      const [row] = (await winTieLoss(access, { rule })).rows
      const trl = await readStudyLines<Trl>(studyId, 'trl-preference.jsonl', { rows })
      expect(trl.filter(({ chosen_model }) => chosen_model === names[0])).toHaveLength(row?.wins as number)
      expect(trl).toHaveLength((row?.wins ?? 0) + (row?.losses ?? 0))
      const manifest = JSON.parse(await readFile(studyId, 'preferences.manifest.json', { rows }))
      expect(manifest).toMatchObject({ written: trl.length, undecided: row?.ties, verdicts: 60, used: 60, leftOut: {} })
      const crowdKit = parse<Record<string, string>>(await readFile(studyId, 'crowd-kit.csv', { rows }), {
        columns: true,
      })
      expect(crowdKit.filter(({ label }) => label === names[0])).toHaveLength(row?.wins as number)
      for (const { left, right, label } of crowdKit) expect([left, right]).toContain(label)
    }
    const unanimous = await readStudyLines<Trl>(studyId, 'trl-preference.jsonl', { rows: 'unanimous' })
    expect(unanimous.every(({ votes }) => votes[0] === 3 && votes[1] === 0 && votes[2] === 0)).toBe(true)
    const lmsys = await readStudyLines<LmsysRow>(studyId, 'lmsys.jsonl')
    const [all] = (await winTieLoss(access)).rows
    const won = (words: string[]) => lmsys.filter(({ winner }) => words.includes(winner as string)).length
    expect([won(['model_a']), won(['tie', 'both_bad']), won(['model_b'])]).toEqual([all?.wins, all?.ties, all?.losses])
  },
)

test('unpaired rows are the pairs taken apart, and texts are messages or words', async () => {
  const { studyId, names } = await judgedByThree(() => 'B')
  const [pair] = await readStudyLines<Trl>(studyId, 'trl-preference.jsonl', { rows: 'majority' })
  expect(pair).toMatchObject({
    prompt: [{ role: 'user', content: 'Say something.' }],
    chosen: [{ role: 'assistant', content: expect.stringContaining(`${names[1]} says so`) }],
    ...{
      rejected: [{ role: 'assistant' }],
      chosen_model: names[1],
      annotator: null,
      votes: [3, 0, 0],
      prompt_id: 'p0',
    },
  })
  const unpaired = await readStudyLines<Kto>(studyId, 'kto.jsonl', { rows: 'majority' })
  expect(unpaired).toHaveLength(40)
  expect(unpaired.slice(0, 2)).toMatchObject([
    { completion: pair?.chosen, label: true, model: names[1] },
    { completion: pair?.rejected, label: false, model: names[0] },
  ])
  const [words] = await readStudyLines<{ prompt: string; chosen: string }>(studyId, 'trl-preference-text.jsonl')
  expect(words).toMatchObject({ prompt: 'Say something.', chosen: expect.stringContaining(`${names[1]} says so`) })
})

test('the manifest gives a reason for each verdict that is in no row, of people and of models apart', async () => {
  const { study, studyId, names, annotators } = await judgedByThree(() => 'A')
  const [person] = annotators as [string]
  await study.judge(person, names, { choice: 'TIE' })
  await study.judge(person, names, { kind: 'GOLD' })
  await study.judge(person, names, { flag: 'OTHER' })
  await study.judge(person, names, { repeat: 1 })
  await study.judge(await study.addAnnotator({ group: 'crowd', excluded: true }), names)
  const masked = await study.addItem(names)
  await db.item.update({ where: { studyId_id: { studyId, id: masked } }, data: { masks: ['Focal'] } })
  await study.judge(person, names, { itemId: masked })
  const { annotatorId } = await addModel(studyId)
  for (const said of [{ choice: 'B', score: -1 }, 'UNPARSED'] as const)
    await answerAsModel(
      studyId,
      annotatorId,
      { itemId: await study.addItem(names), slot: 0 },
      study.criterionIds[0] as string,
      said,
    )
  const manifest = async (query: object) => JSON.parse(await readFile(studyId, 'preferences.manifest.json', query))
  expect(await manifest({})).toMatchObject({
    ...{ rows: 'each', by: 'people', verdicts: 66, used: 61, ties: 1, written: 60, undecided: 1 },
    leftOut: { gold: 1, flagged: 1, repeat: 1, excluded: 1, masked: 1 },
  })
  expect(await manifest({ by: 'models' })).toMatchObject({
    ...{ verdicts: 2, used: 1, written: 1, leftOut: { no_verdict: 1 } },
  })
  expect(await readStudyLines<Trl>(studyId, 'trl-preference.jsonl', { by: 'models' })).toMatchObject([
    { annotator: 'G01' },
  ])
})

test('“both are bad” makes two rows that nobody prefers where KTO asks for it, and is a word of either dialect', async () => {
  const { study, studyId, names, annotators } = await judgedByThree(() => 'A')
  const [first, second, third] = annotators as [string, string, string]
  const judged = async (choices: readonly [string, string, string]) => {
    const itemId = await study.addItem(names)
    for (const [nth, annotator] of [first, second, third].entries())
      await study.judge(annotator, names, { itemId, choice: choices[nth] as string })
  }
  await judged(['BOTH_BAD', 'BOTH_BAD', 'A'])
  await judged(['BOTH_BAD', 'BOTH_BAD', 'BOTH_BAD'])
  // Called bad no more often than tied, and less often than preferred.
  await judged(['BOTH_BAD', 'TIE', 'A'])
  await judged(['A', 'A', 'BOTH_BAD'])
  const count = async (query: object) => {
    const rows = await readStudyLines<Kto>(studyId, 'kto.jsonl', query)
    const manifest = JSON.parse(await readFile(studyId, 'kto.manifest.json', query))
    expect(manifest.written).toBe(rows.length)
    return {
      pairs: rows.length / 2,
      preferred: rows.filter(({ label }) => label).length,
      undecided: manifest.undecided,
    }
  }
  expect(await count({})).toEqual({ pairs: 64, preferred: 64, undecided: 8 })
  expect(await count({ bothBad: 'yes' })).toEqual({ pairs: 71, preferred: 64, undecided: 1 })
  expect(await count({ rows: 'majority' })).toEqual({ pairs: 21, preferred: 21, undecided: 3 })
  expect(await count({ rows: 'majority', bothBad: 'yes' })).toEqual({ pairs: 23, preferred: 21, undecided: 1 })
  expect(await count({ rows: 'unanimous', bothBad: 'yes' })).toEqual({ pairs: 21, preferred: 20, undecided: 3 })
  const bad = (await readStudyLines<Kto>(studyId, 'kto.jsonl', { rows: 'unanimous', bothBad: 'yes' })).slice(-2)
  expect(bad.map(({ label, model }) => ({ label, model }))).toEqual(
    expect.arrayContaining(names.map((model) => ({ label: false, model }))),
  )
  // Other files of preferences know nothing of it.
  expect(await readStudyLines<Trl>(studyId, 'trl-preference.jsonl', { bothBad: 'yes' })).toHaveLength(64)
  const words = async (query: object) =>
    (await readStudyLines<LmsysRow>(studyId, 'lmsys.jsonl', query)).filter(({ winner }) => winner?.includes('bad'))
  expect((await words({})).map(({ winner }) => winner)).toEqual(Array(7).fill('both_bad'))
  expect((await words({ dialect: 'fastchat' })).map(({ winner }) => winner)).toEqual(Array(7).fill('tie (bothbad)'))
})

test('a file for another tool says in a header what is in none of its rows', async () => {
  const { study, studyId, names, annotators } = await judgedByThree(() => 'A')
  await study.judge(annotators[0] as string, names, { choice: 'TIE' })
  await study.judge(annotators[0] as string, names, { kind: 'GOLD' })
  const access = await grantAdmin(studyId, 'study:read')
  const leftOut = async (name: string) => {
    const { title, type, leftOut, chunks } = await writeStudyFile(access, name)
    const response = await download(new Request('http://localhost/'), { name: title, type, leftOut }, chunks)
    await response.arrayBuffer()
    return response.headers.get('Evenhand-Left-Out')
  }
  expect(await leftOut('kto.jsonl')).toBe('gold=1, undecided=1')
  expect(await leftOut('label-studio.json')).toBe('gold=1, undecided=0')
  expect(await leftOut('judgments.csv')).toBeNull()
})
