import { expect, test } from 'vitest'
import { chunksOf, jsonLines } from '../testing-files'
import { openJudgments } from './read-judgments'

async function read(content: string, file = 'file.jsonl', wanted: string | null = null, pairs = false) {
  const open = await openJudgments({ file, wanted, mapping: null, pairs }, chunksOf(content))
  const rows = []
  for await (const batch of open.rows()) rows.push(...batch)
  return { format: open.format.id, rows }
}

const said = (role: string, content: unknown) => ({ role, content })
const ARENA = {
  ...{ model_a: 'Heron', model_b: 'Quill', winner: 'model_a', judge: 'expert_3', turn: 1, question_id: 81 },
  conversation_a: [said('user', 'Zip?'), said('assistant', 'Wax.'), said('user', 'More?'), said('assistant', 'Soap.')],
  conversation_b: [said('user', 'Zip?'), said('assistant', 'Oil.'), said('user', 'More?'), said('assistant', 'None.')],
}
const PANDA = { idx: 0, cmp_key: 'heron_quill', instruction: 'Say hi.', input: '', response1: 'Hi.', response2: true }
const TULU = {
  ...{ instance_id: 'q-1', prompt: 'Zip?', model_a: 'Heron', model_b: 'Quill', completion_a: 'Wax.', completion_b: '' },
  ...{ completion_a_is_acceptable: 'yes', completion_b_is_acceptable: 'no', preference: 'b-is-slightly-better' },
  ...{ evaluator: 'yo', timestamp: '2023-05-19T13:11:45Z' },
}
const PAIR = { question_id: 1, model_1: 'Heron', model_2: 'Quill', g1_winner: 'model_1', g2_winner: 'tie', turn: 1 }
const ALPACA = { instruction: 'Zip?', output_1: 'Wax.', generator_1: 'Heron', output_2: 'Oil.', generator_2: 'Quill' }
const KAGGLE = {
  model_a: 'Heron',
  model_b: 'Quill',
  prompt: '["Zip?"]',
  response_a: '["Wax."]',
  response_b: '["Oil."]',
}
const REVIEW = { review_id: 'x', question_id: 1, answer1_id: 'a', answer2_id: 'b', text: 'Equal. 3' }
const REVIEWS = 'heron-13b-vs-quill-temp0.7-gpt-4-reviewer-threeclass.jsonl'

test.each<[string, object, string[]]>([
  ['lmsys-rows', ARENA, ['A']],
  ['lmsys-rows', { ...ARENA, winner: 'both_bad', judge: ['gpt-4', 'pair-v2'] }, ['BOTH_BAD']],
  [
    'lmsys-rows',
    { ...ARENA, conversation_a: JSON.stringify(ARENA.conversation_a), winner: 'tie (inconsistent)' },
    ['TIE'],
  ],
  // A row of the 33k as its publishers write it.
  [
    'lmsys-rows',
    {
      ...{
        ...ARENA,
        question_id: '5821',
        winner: 'tie (bothbad)',
        judge: 'arena_user_973',
        anony: true,
        tstamp: 1_682_351_591.13,
      },
      ...{
        language: 'English',
        openai_moderation: { flagged: false, categories: {} },
        toxic_chat_tag: { 't5-large': {} },
      },
    },
    ['BOTH_BAD'],
  ],
  ['arena-votes', { ...KAGGLE, winner_model_a: 0, winner_model_b: 1, winner_tie: 0 }, ['B']],
  ['pandalm', { ...PANDA, annotator1: 1, annotator2: 0, annotator3: 2 }, ['A', 'TIE', 'B']],
  ['open-instruct', TULU, ['B1']],
  ['fastchat-pairs', PAIR, ['A', 'TIE']],
  ['alpaca-annotations', { ...ALPACA, preference: 1.5 }, ['TIE']],
  ['alpaca-annotations', { ...ALPACA, preference: 1.0001 }, ['A']],
  ['alpaca-annotations', { ...ALPACA, preference: '2' }, ['B']],
  ['fastchat-reviews', { ...REVIEW, score: 2 }, ['B']],
  ['fastchat-reviews', { ...REVIEW, score: '[7, 7]' }, ['TIE']],
])('%s is recognised and its verdicts are read', async (format, record, choices) => {
  const found = await read(jsonLines([record]), REVIEWS)
  expect(found.format).toBe(format)
  expect(found.rows.map(({ problem }) => problem)).toEqual(choices.map(() => null))
  expect(found.rows.map(({ fields }) => fields?.answers[0]?.choice)).toEqual(choices)
})

test('who judged, what was judged and on which side, as far as each file tells', async () => {
  const [arena] = (await read(jsonLines([ARENA]))).rows
  expect(arena?.fields).toMatchObject({ annotator: 'expert_3', group: 'expert', isModel: false, leftIsA: null })
  expect(arena?.fields?.responseA).toEqual([{ role: 'assistant', content: 'Wax.' }])
  const [second] = (await read(jsonLines([{ ...ARENA, turn: 2, judge: ['gpt-4', 'pair-v2'] }]))).rows
  expect(second?.fields).toMatchObject({ annotator: 'gpt-4, pair-v2', isModel: true })
  expect(second?.fields?.responseA).toHaveLength(3)
  const [review] = (await read(jsonLines([{ ...REVIEW, score: 1 }]), REVIEWS)).rows
  expect(review?.fields).toMatchObject({
    systemA: 'heron-13b',
    systemB: 'quill-temp0.7',
    annotator: 'gpt-4',
    leftIsA: true,
  })
  const [g1, g2] = (await read(jsonLines([PAIR]))).rows
  expect([g1?.fields?.leftIsA, g2?.fields?.leftIsA]).toEqual([true, false])
  const [tulu] = (await read(jsonLines([TULU]))).rows
  expect(tulu?.fields?.answers[1]).toEqual({ criterion: 1, choice: 'A', raw: 'yes, no' })
})

const PARTS = [said('user', 'Zip?'), said('assistant', [{ type: 'image', image: 'x' }])]

test.each<[string, object, string, RegExp]>([
  ['a verdict that is none', { ...ARENA, winner: 'garbage' }, 'unparsed', /“winner” is "garbage"/],
  ['no verdict', { ...ARENA, winner: null }, 'unparsed', /“winner” is null/],
  [
    'a list of parts with an image',
    { ...ARENA, conversation_a: PARTS },
    'unsupported_image',
    /a part with an image: only text can be compared/,
  ],
  ['one system twice', { ...ARENA, model_b: 'Heron' }, 'same_system', /Both are “Heron”/],
  ['no name of a system', { ...ARENA, model_b: '' }, 'missing_field', /“model_b” is missing/],
  ['a number where a system stands', { ...ARENA, model_b: 4 }, 'wrong_type', /“model_b” is 4/],
  [
    'other questions',
    { ...ARENA, conversation_b: [said('user', 'Zap?'), said('assistant', 'x')] },
    'prompt_differs',
    /other questions/,
  ],
  ['fewer answers than turns', { ...ARENA, turn: 3 }, 'wrong_turns', /has 2 answers; “turn” is 3/],
  ['half a character', { ...ARENA, judge: '\ud800' }, 'unstorable', /half a character/],
  ['a time to come', { ...ARENA, tstamp: 99999999999 }, 'wrong_type', /not a time of the past/],
])('a record with %s is a named problem, and the next is read', async (_, broken, problem, detail) => {
  const { rows } = await read(jsonLines([ARENA, broken, ARENA]))
  expect(rows.map((row) => [row.line, row.problem])).toEqual([
    [1, null],
    [2, problem],
    [3, null],
  ])
  expect(rows[1]?.detail).toMatch(detail)
})

test('what is no record is a problem of its line; a key that means harm is a field like another', async () => {
  const harmful = JSON.stringify(ARENA).replace('{', '{"__proto__":{"winner":"tie"},')
  const { rows } = await read(`${JSON.stringify(ARENA)}\n${harmful}\n{"model_a": "He`)
  expect(rows.map(({ problem }) => problem)).toEqual([null, null, 'not_json'])
  expect(rows[1]?.fields?.answers[0]?.choice).toBe('A')
})

test('files that are not judgments, or of another format than wanted, are refused with what was seen', async () => {
  await expect(read(jsonLines([{ id: 1, prompt: 'x' }]))).rejects.toThrow(/was not recognised: .* “id”, “prompt”/)
  await expect(read(jsonLines([ARENA]), 'x', 'pandalm')).rejects.toThrow(/not read as PandaLM test set/)
  await expect(read('')).rejects.toThrow(/empty/)
  await expect(read('\u0000')).rejects.toThrow(/NUL byte/)
  const { rows } = await read(jsonLines([{ ...REVIEW, score: 1 }]), 'reviews.jsonl')
  expect(rows.map(({ problem, detail }) => [problem, detail?.slice(0, 40)])).toEqual([
    ['missing_field', 'The file’s name does not say whose answe'],
  ])
})
