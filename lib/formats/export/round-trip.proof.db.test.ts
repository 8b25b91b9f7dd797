import { expect, test } from 'vitest'
import { panelAgreement } from '@/lib/agreement/group-agreement'
import { ratedItems } from '@/lib/agreement/rated-items'
import { authorizeActor } from '@/lib/auth/access'
import { exportRows } from '@/lib/exports/export-judgments'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { type ExportedJudgment, parseExported } from '@/lib/records/exported-judgment'
import { gatherColumns } from '@/lib/records/gather-columns'
import { rng } from '@/lib/rng'
import { importStudy } from '@/lib/uploads/judgments/import-study'
import { reviewJudgments } from '@/lib/uploads/judgments/review-judgments'
import { FinishedStudyInput } from '@/lib/uploads/judgments/schema'
import { stageJudgments } from '@/lib/uploads/judgments/stage-judgments'
import { chunksOf, importAccess, jsonLines } from '@/lib/uploads/testing'
import { writeStudyFile } from './study-files'

const PEOPLE = ['crowd_1', 'crowd_2', 'crowd_3']
const PAIRS = [
  ['Heron', 'Quill'],
  ['Wren', 'Heron'],
] as const
const { below } = rng(7, 'round-trip')
const pick = <T>(of: readonly T[]) => of[below(of.length)] as T

const asked = (n: number, answer: string) => [
  { role: 'user', content: `Question ${n}, of “zips”?` },
  { role: 'assistant', content: answer },
]

/** People who agree now and then, and a model, on twelve prompts and two pairs that the rows name either way round. */
function votes() {
  return PAIRS.flatMap(([one, other]) =>
    Array.from({ length: 12 }, (_, n) => n).flatMap((n) =>
      [...PEOPLE, 'gpt-4'].map((judge) => {
        const [a, b] = pick([true, false]) ? [one, other] : [other, one]
        return {
          ...{ question_id: `q-${n}`, model_a: a, model_b: b, judge, winner: pick(['model_a', 'model_b', 'tie']) },
          ...{ conversation_a: asked(n, `${a}, ${n}`), conversation_b: asked(n, `${b}, ${n}`) },
        }
      }),
    ),
  )
}

async function bring(filename: string, content: string | Buffer, title: string): Promise<string> {
  const access = await importAccess()
  const importId = await stageJudgments(access, { filename }, chunksOf(content))
  expect((await reviewJudgments(access, importId)).counts.map(({ problem }) => problem)).toEqual([])
  const { studyId } = await importStudy(
    access,
    FinishedStudyInput.parse({
      importId,
      title,
      set: title,
      repeats: 'all',
      focal: title.includes('pairs') ? '' : 'Heron',
    }),
  )
  return studyId
}

async function fileOf(studyId: string, name: string): Promise<Buffer> {
  const { actor } = await importAccess()
  const { chunks } = await writeStudyFile(await authorizeActor(actor, studyId, 'study:read'), name)
  const parts: Buffer[] = []
  for await (const chunk of chunks) parts.push(Buffer.from(chunk))
  return Buffer.concat(parts)
}

/** Wins, ties and losses by group and pair, and how far annotators agree. */
async function numbersOf(studyId: string) {
  const { actor } = await importAccess()
  const result = await winTieLoss(await authorizeActor(actor, studyId, 'study:results'), { rule: 'all' })
  const placeOf = ({ group, other }: { group: string; other: string }) => `${group} ${other}`
  const tallies = result.rows.map(({ group, reference, other, wins, ties, losses }) => ({
    ...{ group, reference, other, wins, ties, losses },
  }))
  tallies.sort((one, another) => placeOf(one).localeCompare(placeOf(another)))
  const { batches } = await exportRows(await authorizeActor(actor, studyId, 'study:export'))
  const rows: ExportedJudgment[] = []
  for await (const batch of batches) rows.push(...batch.map(parseExported))
  const input = await gatherColumns(rows)
  return {
    tallies,
    agreement: panelAgreement(input, ratedItems(input)),
    sides: rows.filter((row) => row.leftIsA !== null).length,
  }
}

/** Sums come in the order of the rows, which is another in each file: to nine decimals they are the same. */
const toNine = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, one) => (typeof one === 'number' ? Number(one.toFixed(9)) : one))

/** Resampling draws on, group by group: with other groups beside it a group has another interval. */
const withoutIntervals = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, one) => (key === 'interval' ? undefined : one))

const withoutGroup = <T extends { group: string }>({ group: _, ...tally }: T) => tally

const WHOLE = [
  ...['lmsys.jsonl', 'alpaca-eval.json', 'judgments.jsonl', 'judgments.csv'],
  ...['judgments.parquet', 'judgments.xlsx'],
]
const OF_PEOPLE = ['label-studio.json', 'argilla.jsonl', 'llm-comparator.zip']

test('what a study exports is imported again with the same tallies and the same agreement', async () => {
  const source = await bring('votes.jsonl', jsonLines(votes()), 'Source')
  const wanted = await numbersOf(source)
  expect(wanted.tallies).toHaveLength(4)
  expect(wanted.tallies.reduce((sum, { wins, ties, losses }) => sum + wins + ties + losses, 0)).toBe(96)
  for (const name of WHOLE) {
    const { tallies, agreement } = await numbersOf(await bring(name, await fileOf(source, name), `Again ${name}`))
    expect(tallies, name).toEqual(wanted.tallies)
    expect(toNine(agreement), name).toEqual(toNine(wanted.agreement))
  }
  // Tools have no groups: their files are of people.
  const people = wanted.tallies.filter(({ group }) => group === 'crowd')
  for (const name of OF_PEOPLE) {
    const { tallies, agreement } = await numbersOf(await bring(name, await fileOf(source, name), `Again ${name}`))
    expect(tallies.map(withoutGroup), name).toEqual(people.map(withoutGroup))
    const own = wanted.agreement.find(({ group }) => group === 'crowd')
    const found = agreement.find(({ group }) => group !== null) ?? agreement[0]
    expect(toNine(withoutIntervals({ ...found, group: '' })), name).toEqual(
      toNine(withoutIntervals({ ...own, group: '' })),
    )
  }
  // Preferences leave ties out, and are of people.
  const again = await numbersOf(await bring('trl.jsonl', await fileOf(source, 'trl-preference.jsonl'), 'Again trl'))
  expect(again.tallies.map(({ wins, ties, losses }) => [wins, ties, losses])).toEqual(
    people.map(({ wins, losses }) => [wins, 0, losses]),
  )
})

test('a model’s verdicts in both orders come back with their sides', async () => {
  const games = Array.from({ length: 9 }, (_, n) => ({
    ...{ question_id: n, model_1: 'Heron', model_2: 'Quill', judge: ['gpt-4', 'pair-v2'], turn: 1 },
    ...{ g1_winner: pick(['model_1', 'model_2', 'tie']), g2_winner: pick(['model_1', 'model_2', 'tie']) },
  }))
  const source = await bring('gpt-4_pair.jsonl', jsonLines(games), 'Source pairs')
  const wanted = await numbersOf(source)
  expect(wanted.sides).toBe(18)
  const again = await numbersOf(await bring('again.jsonl', await fileOf(source, 'fastchat-pair.jsonl'), 'Again pairs'))
  expect(again.tallies.map(withoutGroup)).toEqual(wanted.tallies.map(withoutGroup))
  expect(again.sides).toBe(18)
})
