import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { writeStudyFile } from '@/lib/formats/export/study-files'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { ratedResults } from '@/lib/ratings/rated-results'
import { parseExported } from '@/lib/records/exported-judgment'
import { Recomputation } from '@/lib/records/recompute'
import { rng } from '@/lib/rng'
import { addModel, answerAsModel, SEALED_KEY } from '@/lib/testing/asked-model'
import { makeActor } from '@/lib/testing/fixtures'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'
import type { AlpacaEvalRow } from './alpaca-eval'
import { CALL_COLUMNS, type CallRow } from './calls'
import type { JudgmentRow } from './columns'
import type { FastchatPairRow } from './fastchat-pair'
import type { FastchatSingleRow } from './fastchat-single'
import { readOffered } from './read-offered'

const FILES = [
  ...['judgments.csv', 'judgments.jsonl', 'calls.csv', 'calls.jsonl'],
  ...['fastchat-pair.jsonl', 'alpaca-eval.json', 'late.csv'],
]

/** A file as whoever may see everything at any time gets it. */
async function readFile(studyId: string, name: string): Promise<string> {
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  const { chunks } = await writeStudyFile(await authorizeActor(await makeActor('ADMIN'), studyId, 'study:read'), name)
  let text = ''
  for await (const chunk of chunks) text += chunk
  return text
}

const readLines = async <Row>(studyId: string, name: string): Promise<Row[]> =>
  (await readFile(studyId, name))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)

const readList = async (studyId: string) => JSON.parse(await readFile(studyId, 'alpaca-eval.json')) as AlpacaEvalRow[]

const A = { choice: 'A', score: 1 }
const B = { choice: 'B', score: -1 }
const TIE = { choice: 'TIE', score: 0 }
type Said = Parameters<typeof answerAsModel>[4]
/** What a model says of an item with arm A first, and with arm B first: canonical. */
type Judge = (item: number) => [Said, Said]

const below = rng(5, 'a judge of a test').below
const JUDGES: Record<string, Judge> = {
  perfect: () => [A, A],
  random: () => [[A, B, TIE][below(3)] as Said, [A, B, TIE][below(3)] as Said],
  'left-biased': () => [A, B],
  unwilling: (item) => (item % 3 === 0 ? ['REFUSED', 'UNPARSED'] : [A, TIE]),
}

/** A study of which a model judged so many pairs in both orders. */
async function judgedBy(judge: Judge, { items = 30, name = `j${below(1_000_000_000)}` } = {}) {
  const study = await writeStudy([`${name} focal`, `${name} base`])
  const { annotatorId, provider } = await addModel(study.studyId)
  const criterionId = study.criterionIds[0] as string
  for (let item = 0; item < items; item++) {
    const itemId = await study.addItem([`${name} focal`, `${name} base`])
    const said = judge(item)
    const at = new Date(Date.UTC(2026, 10, 1, 0, item))
    for (const [slot, leftIsA] of [true, false].entries())
      await answerAsModel(study.studyId, annotatorId, { itemId, slot, leftIsA, at }, criterionId, said[slot] as Said)
  }
  return { ...study, study, annotatorId, provider, name }
}

/** As FastChat's show_result counts: errors are dropped, orders that differ are ties, a tie is half a win. */
function fastchatWinRate(rows: readonly FastchatPairRow[], model: string): number | null {
  const games = rows.filter(({ g1_winner, g2_winner }) => g1_winner !== 'error' && g2_winner !== 'error')
  const points = games.map(({ g1_winner, g2_winner, model_1 }): number => {
    if (g1_winner === 'tie' || g1_winner !== g2_winner) return 0.5
    return (g1_winner === 'model_1') === (model_1 === model) ? 1 : 0
  })
  return points.length === 0 ? null : points.reduce((sum, each) => sum + each, 0) / points.length
}

/** As AlpacaEval's pairwise_to_winrate counts: what has no preference is dropped. */
function alpacaWinRate(rows: readonly AlpacaEvalRow[]): number {
  const preferences = rows.flatMap(({ preference }) => (preference === null ? [] : [preference]))
  return preferences.reduce((sum, each) => sum + each - 1, 0) / preferences.length
}

test.each(Object.entries(JUDGES))('the win rate of each file is ours of a %s judge', async (kind, judge) => {
  const { studyId, name } = await judgedBy(judge)
  const access = await grantAdmin(studyId, 'study:results')
  const score = async (rule: 'all' | 'majority') => (await winTieLoss(access, { rule })).rows[0]?.score?.mean as number
  const pairs = await readLines<FastchatPairRow>(studyId, 'fastchat-pair.jsonl')
  expect(pairs).toHaveLength(30)
  // Items without a verdict in one order count for FastChat not at all, and here by the other order.
  expect(fastchatWinRate(pairs, `${name} focal`)).toBeCloseTo(await score('majority'), 12)
  const annotations = await readList(studyId)
  expect(annotations).toHaveLength(60)
  expect(alpacaWinRate(annotations)).toBeCloseTo(await score('all'), 12)
  expect(annotations.filter(({ preference }) => preference === null)).toHaveLength(kind === 'unwilling' ? 20 : 0)
  if (kind === 'left-biased') {
    expect(pairs.every(({ g1_winner, g2_winner }) => g1_winner === 'model_1' && g2_winner === 'model_2')).toBe(true)
    expect(annotations.every(({ preference, presented_first }) => preference === presented_first)).toBe(true)
  }
})

test('a row of each file tells what the database holds, and keys are in no file', async () => {
  const { studyId, provider, name, annotatorId } = await judgedBy(() => [A, 'TRUNCATED'], { items: 1 })
  const texts = await Promise.all(FILES.map((file) => readFile(studyId, file)))
  for (const text of texts) {
    expect(text).not.toContain(SEALED_KEY)
    expect(text).not.toContain(provider.keyEnd)
    expect(text).not.toContain(provider.baseUrl)
  }
  const [pair] = await readLines<FastchatPairRow>(studyId, 'fastchat-pair.jsonl')
  expect(pair).toMatchObject({
    ...{
      question_id: 'p0',
      model_1: `${name} focal`,
      model_2: `${name} base`,
      g1_winner: 'model_1',
      g2_winner: 'error',
    },
    ...{ judge: ['tiny-1', 'G01'], g1_judgment: 'I say, "A"\nso', turn: 1, tstamp: Date.UTC(2026, 10, 1) / 1000 },
  })
  expect(pair?.g1_user_prompt).toMatch(/^Judge\.\n\n=Which, of “/)
  expect((await readList(studyId))[0]).toMatchObject({
    ...{ instruction: 'Say something.', generator_1: `${name} base`, generator_2: `${name} focal`, preference: 2 },
    ...{ annotator: 'G01', annotator_kind: 'model', simulated: false, dataset: 'Advice', presented_first: 2 },
  })
  const calls = await db.modelCall.findMany({
    where: { studyId, annotatorId },
    orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
  })
  const rows = await readLines<CallRow>(studyId, 'calls.jsonl')
  expect(rows.map((row) => Object.keys(row))).toEqual(rows.map(() => CALL_COLUMNS.map((column) => column.name)))
  for (const [nth, call] of calls.entries())
    expect(rows[nth]).toMatchObject({
      ...{ call: call.id, annotator: 'G01', group: 'Models', attempt: 1, provider: provider.name, status: 'returned' },
      ...{
        messages: call.messages,
        parameters: call.parameters,
        answer: call.answer,
        outcome: call.outcome?.toLowerCase(),
      },
      ...{ requested_model: 'tiny-1', served_model: 'tiny-1-q4', fingerprint: 'fp', response_id: call.responseId },
      ...{ input_tokens: 120, cached_tokens: null, output_tokens: 9, reserved_tokens: 136 },
      ...{ cost: 0.001234567, reserved_cost: 0.004000001, currency: 'EUR', parser_version: 1, http_status: 200 },
      ...{
        finish_reason: call.finishReason,
        sent_at: call.sentAt.toISOString(),
        ended_at: call.endedAt?.toISOString(),
      },
      parsed: call.outcome === 'ANSWERED' ? [{ question: 'Question 0', turn: 0, choice: 'A' }] : null,
    })
  const csv = parse<Record<string, string>>(await readFile(studyId, 'calls.csv'), { columns: true })
  expect(csv.map((row) => JSON.parse(row.messages ?? ''))).toEqual(calls.map(({ messages }) => messages))
  expect(csv.map((row) => row.answer)).toEqual(calls.map(({ answer }) => answer))
})

test('what a model gave no verdict on is a row of the judgments that says so, and analyze counts it apart', async () => {
  const { studyId } = await judgedBy(JUDGES.unwilling as Judge, { items: 6 })
  const rows = await readLines<JudgmentRow>(studyId, 'judgments.jsonl')
  const without = rows.filter(({ verdict }) => verdict === null)
  expect(without).toHaveLength(4)
  expect(without.find(({ outcome }) => outcome === 'refused')).toMatchObject({
    ...{ annotator_kind: 'model', left_out: 'no_verdict', flag: 'no_verdict', outcome: 'refused', score: null },
    ...{ criterion: null, in_force: true, presented_left: 'a', annotator: 'G01' },
  })
  expect(rows.filter(({ outcome }) => outcome === 'answered')).toHaveLength(8)
  const counted = new Recomputation({ rule: 'majority' })
  for (const row of rows) counted.add(parseExported(row))
  const { answers, recorded, rows: rates } = counted.finish()
  expect(answers).toMatchObject({ setAside: {}, noVerdict: { refused: 2, unparsed: 2 } })
  const screen = await winTieLoss(await grantAdmin(studyId, 'study:results'), { rule: 'majority' })
  expect({ recorded, score: rates[0]?.score }).toEqual({ recorded: screen.recorded, score: screen.rows[0]?.score })
})

test('people are in AlpacaEval’s file and not in FastChat’s; what figures leave out is in neither', async () => {
  const { study, studyId, name, annotatorId, criterionIds } = await judgedBy(() => [A, B], { items: 2 })
  const arms = [`${name} focal`, `${name} base`] as const
  const person = await study.addAnnotator({ group: 'crowd' })
  await study.answer(await study.judge(person, arms, { choice: 'A', leftIsA: false }), 'BOTH_BAD')
  await study.judge(person, arms, { kind: 'GOLD' })
  await study.judge(person, arms, { flag: 'OTHER' })
  await study.judge(await study.addAnnotator({ group: 'crowd', excluded: true }), arms)
  const itemId = await study.addItem(arms)
  const criterionId = criterionIds[0] as string
  await answerAsModel(studyId, annotatorId, { itemId, slot: 0 }, criterionId, A)
  await answerAsModel(studyId, annotatorId, { itemId, slot: 0, repeat: 1 }, criterionId, B)
  expect(await readLines(studyId, 'fastchat-pair.jsonl')).toHaveLength(2)
  const people = (await readList(studyId)).filter(({ annotator_kind }) => annotator_kind === 'person')
  expect(people).toMatchObject([{ preference: 1.5, presented_first: 1, group: 'crowd' }])
  const models = (await readList(studyId)).filter(({ annotator_kind }) => annotator_kind === 'model')
  expect(models.map(({ preference }) => preference)).toEqual([2, 1, 2, 1, 2])
})

test('ratings by a model have FastChat’s mean, and −1 for no verdict', async () => {
  const { studyId } = await makeRatingStudy({ prompts: 5, systems: 2, overlap: 1 })
  const { annotatorId } = await addModel(studyId)
  const criterion = await db.criterion.findFirstOrThrow({ where: { studyId }, include: { options: true } })
  const items = await db.item.findMany({ where: { studyId }, orderBy: { position: 'asc' } })
  for (const [nth, { id: itemId }] of items.entries()) {
    const option = criterion.options[nth % criterion.options.length] as { code: string; score: number }
    const said = nth === 3 ? 'TRUNCATED' : { choice: option.code, score: option.score }
    await answerAsModel(studyId, annotatorId, { itemId, slot: 0 }, criterion.id, said)
  }
  const rows = await readLines<FastchatSingleRow>(studyId, 'fastchat-single.jsonl')
  expect(rows.filter(({ score }) => score === -1)).toHaveLength(1)
  expect(rows).toHaveLength(10)
  expect(rows[0]).toMatchObject({ question_id: 'q-1', judge: ['tiny-1', 'G01'], turn: 1, sample: 0 })
  const rated = await ratedResults(await grantAdmin(studyId, 'study:results'))
  for (const { system, mean } of rated.rows) {
    const scores = rows.filter((row) => row.model === system && row.score !== -1).map(({ score }) => score as number)
    expect(scores.reduce((sum, each) => sum + each, 0) / scores.length).toBeCloseTo(mean?.mean as number, 12)
  }
  expect(await readOffered(await grantAdmin(studyId, 'study:export'))).toEqual({
    ...{ calls: true, pairs: false, ratings: true, annotations: false, models: true },
  })
  await expect(readFile(studyId, 'alpaca-eval.json')).rejects.toThrow('alpaca-eval.json is a file of comparisons')
})

test('files of models wait for results, as judgments do, and are offered once there is something in them', async () => {
  const empty = await writeStudy(['nobody 1', 'nobody 2'])
  expect(await readOffered(await grantAdmin(empty.studyId, 'study:export'))).toEqual({
    ...{ calls: false, pairs: false, ratings: false, annotations: false, models: false },
  })
  expect(await readFile(empty.studyId, 'alpaca-eval.json')).toBe('[]\n')
  expect(await readFile(empty.studyId, 'fastchat-pair.jsonl')).toBe('')
  const { studyId } = await judgedBy(JUDGES.perfect as Judge, { items: 1 })
  expect(await readOffered(await grantAdmin(studyId, 'study:export'))).toEqual({
    ...{ calls: true, pairs: true, ratings: false, annotations: true, models: true },
  })
  const access = await authorizeActor(await makeActor('ADMIN'), studyId, 'study:read')
  for (const file of ['calls.csv', 'calls.jsonl', 'fastchat-pair.jsonl', 'alpaca-eval.json'])
    await expect(writeStudyFile(access, file), file).rejects.toThrow(
      'The design shows results once the study is closed.',
    )
})
