import { expect, test } from 'vitest'
import type { JsonRecord } from '../read/fields'
import { chunksOf, jsonLines } from '../testing-files'
import { draftOf, EMPTY_DRAFT, finish, inputOf, pathsIn } from './draft'
import { lookAtFile } from './look-at-file'
import { countMeanings, previewRows } from './preview'
import { propose } from './propose'
import { MAPPING_FORMAT, Mapping } from './schema'

async function look(content: string | Buffer) {
  const { texts, summary, close } = await lookAtFile(chunksOf(content))
  try {
    for await (const _ of texts);
    return summary()
  } finally {
    await close()
  }
}

const placeIn = async (content: string, path: string) =>
  (await look(content)).places.find((place) => place.path === path)

test('a table’s columns are told with their kinds, how far they are filled, their values and examples', async () => {
  const looked = await look('Vote;Who;\nleft;1;x\nleft;2;\n ;3;y\n;;\nshort;1\n')
  expect([looked.records, looked.broken, looked.firstBroken]).toEqual([3, 1, 'line 6: 2 cells for 3 columns'])
  expect(looked.places.map(({ path, filled }) => [path, filled])).toEqual([
    ['Vote', 3],
    ['Who', 3],
    ['column 3', 2],
  ])
  expect(looked.places[0]?.values).toEqual([
    { value: 'left', count: 2 },
    { value: '', count: 1 },
  ])
  expect(looked.places[2]?.values).toContainEqual({ value: '', count: 1 })
  expect(looked.places[1]?.examples).toEqual(['1', '2', '3'])
  expect(looked.shown).toHaveLength(3)
})

test('paths are found in objects, lists and texts that are JSON', async () => {
  const record = { body: { choices: [{ text: 'Wax.' }] }, chat: '[{"role": "user", "content": "Zip?"}]', n: null }
  const content = jsonLines([record, { ...record, n: 3 }])
  expect(await placeIn(content, 'body.choices[0].text')).toMatchObject({ filled: 2, json: false, kinds: { text: 2 } })
  expect(await placeIn(content, 'chat')).toMatchObject({ asJson: 2, json: false })
  expect(await placeIn(content, 'chat[0].content')).toMatchObject({ json: true, examples: ['Zip?'] })
  expect(await placeIn(content, 'n')).toMatchObject({ kinds: { number: 1 }, filled: 1 })
})

test('what has no end is told as that, and is not kept', async () => {
  const records = Array.from({ length: 300 }, (_, n) => ({ id: `q-${n}`, [`key ${n}`]: 'x', long: 'y'.repeat(5000) }))
  const looked = await look(jsonLines(records))
  expect(looked.places).toHaveLength(200)
  expect(looked.more).toBeGreaterThan(0)
  expect(looked.places.find(({ path }) => path === 'id')?.values).toBeNull()
  expect(looked.places.find(({ path }) => path === 'long')?.values).toBeNull()
  expect(looked.shown).toHaveLength(20)
  await expect(look('')).rejects.toThrow(/empty/)
  await expect(look('a,a\n1,2\n')).rejects.toThrow(/Two columns are called “a”/)
})

const VOTES = [
  { question_id: 1, prompt: 'Zip?', model_a: 'Heron', model_b: 'Quill', Winner: 'model_a', judge: 'w1' },
  { question_id: 1, prompt: 'Zip?', model_a: 'Heron', model_b: 'Quill', Winner: 'tie (bothbad)', judge: 'w2' },
  { question_id: 2, prompt: 'Fathom?', model_a: 'Quill', model_b: 'Heron', Winner: 'Quill', judge: 'w2' },
  { question_id: 2, prompt: 'Fathom?', model_a: 'Quill', model_b: 'Heron', Winner: 'hm', judge: null },
]

test('what a table probably is, is proposed as such; what is not clear is left open', async () => {
  const { places } = await look(jsonLines(VOTES))
  const { draft, proposed } = propose(places)
  expect(draft).toMatchObject({
    ...{ row: 'judgment', modelA: { path: 'model_a' }, modelB: { path: 'model_b' }, shownFirst: null },
    places: { promptId: { path: 'question_id' }, prompt: { path: 'prompt' }, annotator: { path: 'judge' } },
  })
  const [question] = draft.questions
  expect(question).toMatchObject({
    scale: 'THREE_BOTH_BAD',
    verdict: {
      names: true,
      values: [
        { value: 'model_a', means: 'A' },
        { value: 'tie (bothbad)', means: 'BOTH_BAD' },
      ],
    },
  })
  expect(proposed).toEqual(expect.arrayContaining(['row', 'verdict', 'value model_a', 'names', 'annotator']))
  expect(proposed).not.toContain('value hm')

  const questions = question ? [question] : []
  const counts = countMeanings({ questions }, places, new Set(['Heron', 'Quill']))
  expect(counts).toMatchObject({ total: 4, unsaid: 1 })
  expect(counts?.by.get('NAMED')).toBe(1)
  const only = { from: { path: 'winner', json: false }, values: ['model_a'] }
  expect(countMeanings({ questions, only }, places, new Set())).toBeNull()
})

test.each<[string, object, string | null]>([
  [
    'left and right, which go by the side',
    { left: 'a', right: 'b', vote: 'left', model_a: 'x', model_b: 'y' },
    'judgment',
  ],
  ['two responses', { prompt: 'p', chosen: 'a', rejected: 'b' }, 'pair'],
  ['one response', { id: 1, output: 'a' }, 'response'],
  ['prompts', { instruction: 'p' }, 'prompt'],
  ['nothing known', { x: 1, y: 2 }, null],
])('a table of %s is proposed to be: %#', async (_, record, row) => {
  const { draft } = propose((await look(jsonLines([record]))).places)
  expect(draft.row).toBe(row)
  if (draft.questions[0]?.verdict.kind === 'values') expect(draft.questions[0].verdict.values).toEqual([])
})

test('a draft says what is missing, and becomes a mapping that becomes the same draft', async () => {
  const { places } = await look(jsonLines(VOTES))
  const { draft } = propose(places)
  const unfinished = finish({ ...draft, modelB: { json: false } })
  expect('missing' in unfinished && unfinished.missing).toEqual([
    { place: 'name', message: 'Name: Name the mapping.' },
    { place: 'modelB', message: 'System B: Name a column, or give one name for all.' },
  ])
  expect(finish(EMPTY_DRAFT)).toMatchObject({
    missing: expect.arrayContaining([expect.objectContaining({ place: 'row' })]),
  })
  const finished = finish({ ...draft, name: 'Votes' })
  if (!('mapping' in finished)) throw new Error('It is finished')
  expect(Mapping.parse(inputOf(draftOf(finished.mapping)))).toEqual(finished.mapping)
  expect(pathsIn(finished.mapping).sort()).toEqual(['Winner', 'judge', 'model_a', 'model_b', 'prompt', 'question_id'])
})

test('the preview says what each row will count as, or why it will not', async () => {
  const { places } = await look(jsonLines(VOTES))
  const finished = finish({ ...propose(places).draft, name: 'Votes' })
  if (!('mapping' in finished)) throw new Error('It is finished')
  const rows = previewRows(finished.mapping, VOTES as readonly JsonRecord[])
  expect(rows.map(({ verdicts, problem }) => verdicts[0] ?? problem?.slice(0, 25))).toEqual([
    'Heron is better',
    'both are bad',
    'Quill is better',
    'Verdict without a meaning',
  ])
  expect(rows[0]).toMatchObject({
    who: 'w1, Annotators',
    prompt: 'Zip?',
    said: [{ system: 'Heron', response: null }, {}],
  })
  const prompts = Mapping.parse({ format: MAPPING_FORMAT, name: 'P', row: 'prompt', prompt: { path: 'prompt' } })
  expect(previewRows(prompts, [{ prompt: 'Zip?' }, { prompt: '' }])).toMatchObject([
    { prompt: 'Zip?', problem: null },
    { problem: 'Missing field: “prompt” is empty' },
  ])
})
