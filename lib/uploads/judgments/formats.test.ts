import { describe, expect, test } from 'vitest'
import { PROBLEMS } from '../problems'
import { zipOf } from '../testing-archives'
import { chunksOf } from '../testing-files'
import { JUDGMENT_FORMATS } from './formats'
import { openJudgments } from './read-judgments'
import { FIXTURES, fileOf } from './testing-judgments'

async function read(content: string | Buffer, file = 'file.jsonl') {
  const open = await openJudgments(
    { file, wanted: null, mapping: null, pairs: false },
    chunksOf(content, content.length > 100_000 ? 10_000 : 37),
  )
  const rows = []
  for await (const batch of open.rows()) rows.push(...batch)
  return { format: open.format.id, rows }
}

const fixtures = Object.entries(FIXTURES)

test('each format has a record of ours', () => {
  expect(Object.keys(FIXTURES)).toEqual(JUDGMENT_FORMATS.map(({ id }) => id))
  for (const { policy } of JUDGMENT_FORMATS)
    for (const sentence of Object.values(policy)) expect(sentence).toMatch(/\w[^.]*[.]$/)
})

describe.each(fixtures)('%s', (id, fixture) => {
  const { file, record, choices, none } = fixture
  const good = { problem: null, choice: choices }
  /** Of each record, its problem or the choices of the first question. */
  const found = async (content: string | Buffer) => {
    const { format, rows } = await read(content, file)
    expect(format).toBe(id)
    const records = new Map<number, typeof rows>()
    for (const row of rows) records.set(row.record, [...(records.get(row.record) ?? []), row])
    return [...records.values()].map((of) => ({
      problem: of[0]?.problem ?? null,
      choice: of.flatMap(({ fields }) => fields?.answers[0]?.choice ?? []),
    }))
  }

  test('is recognised, and its verdicts are read', async () => {
    expect(await found(fileOf(fixture, [record, record]))).toEqual([good, good])
  })

  test('names a verdict that is none, at its record, and reads the others', async () => {
    const [first, wrong, last] = await found(fileOf(fixture, [record, { ...record, ...none }, record]))
    expect([first, last]).toEqual([good, good])
    expect(wrong?.problem).toBe(id === 'trl-preference' ? 'wrong_type' : 'unparsed')
  })

  test('names what is no record, a key given twice and one that means harm', async () => {
    if (fixture.isTable) {
      const [, broken] = await found(`${fileOf(fixture, [record])}"a","b"\n`)
      return expect(broken?.problem).toBe('wrong_columns')
    }
    const [key, value] = Object.entries(record)[0] as [string, unknown]
    const twice = JSON.stringify(record).replace('{', `{${JSON.stringify(key)}: ${JSON.stringify(value)}, `)
    const harmful = JSON.stringify(record).replace('{', '{"__proto__": {"winner": "tie", "score": 9}, ')
    const lines = ['[1, 2]', twice, harmful]
    const marked = fileOf(fixture, [record, { first: 1 }, { second: 2 }, { third: 3 }])
    const content = ['{"first":1}', '{"second":2}', '{"third":3}'].reduce(
      (text, mark, nth) =>
        text.replace(new RegExp(mark.replaceAll(/([{}:])/g, '\\s*$1\\s*')), () => `\n${lines[nth]}\n`),
      marked,
    )
    const all = await found(content)
    expect(all.map(({ problem }) => problem)).toEqual([null, 'wrong_type', 'duplicate_key', null])
    expect(all.at(-1)).toEqual(good)
  })

  test('refuses a file that is cut, and one that is no UTF-8, saying where', async () => {
    const content = fileOf(fixture, [record, record])
    const latin = Buffer.from(content.replace('Heron', 'Héron').replace('Zip', 'Zíp'), 'latin1')
    if (!latin.equals(Buffer.from(content))) await expect(read(latin, file)).rejects.toThrow(/not UTF-8|UTF-8/)
    if (fixture.within) return expect(read(content.slice(0, -150), file)).rejects.toThrow(/never closed/)
    const cut = content.slice(0, -9)
    if (fixture.isTable) return expect(read(cut.slice(0, -1), file)).rejects.toThrow(/never closed|opened/)
    const rows = await found(cut)
    expect(rows.map(({ problem }) => problem)).toEqual([null, 'not_json'])
  })
})

test('each of ten thousand problem rows is named, and what to do about it', async () => {
  const fixture = FIXTURES['lmsys-rows'] as (typeof fixtures)[0][1]
  const wrong = { ...fixture.record, ...fixture.none }
  const { rows } = await read(fileOf(fixture, [fixture.record, ...Array(10_000).fill(wrong)]))
  expect(rows.map(({ line }) => line)).toEqual(rows.map((_, index) => index + 1))
  expect(rows.filter(({ problem }) => problem === 'unparsed')).toHaveLength(10_000)
  for (const { what, advice, short } of Object.values(PROBLEMS)) expect([what, advice, short].every(Boolean)).toBe(true)
})

test.each([
  [{ type: 'image', image: 'data:image/png;base64,x' }],
  [{ type: 'text', text: 'See', image: 'http://127.0.0.1/x.png' }],
  [{ type: 'image_url', image_url: { url: 'http://127.0.0.1/x.png' } }],
])('a part with an image is refused by name, and nothing is fetched: %j', async (part) => {
  const fixture = FIXTURES['lmsys-rows'] as (typeof fixtures)[0][1]
  const turns = [
    { role: 'user', content: [part] },
    { role: 'assistant', content: 'Wax.' },
  ]
  const { rows } = await read(fileOf(fixture, [fixture.record, { ...fixture.record, conversation_a: turns }]))
  expect(rows.map(({ problem }) => problem)).toEqual([null, 'unsupported_image'])
})

test('who judged, where and when, as far as each tool tells', async () => {
  const fieldsOf = async (id: string) => {
    const fixture = FIXTURES[id] as (typeof fixtures)[0][1]
    return (await read(fileOf(fixture, [fixture.record]), fixture.file)).rows.map(({ fields }) => fields)
  }
  const [turk] = await fieldsOf('mturk-batch')
  expect(turk?.annotator).toMatch(/^worker [0-9a-f]{12}$/)
  expect(JSON.stringify(turk)).not.toContain('A1B2C3')
  expect(turk).toMatchObject({ elapsedMs: 41_000, group: 'Workers', systemA: 'generation_a_html' })
  expect(await fieldsOf('llm-comparator')).toMatchObject([
    { annotator: 'rater 1', systemA: 'Heron', systemB: 'Quill', leftIsA: false, rationale: 'Clearer.', tags: ['home'] },
    { annotator: 'rater 2', leftIsA: true },
    { annotator: 'rater 3' },
  ])
  expect(await fieldsOf('label-studio')).toMatchObject([
    { annotator: '7', leftIsA: true, elapsedMs: 12_500, systemA: 'Heron' },
    { annotator: '8', leftIsA: null },
  ])
  expect(await fieldsOf('argilla-1')).toMatchObject([{ annotator: 'u1', promptId: 'q-1' }, { annotator: 'u2' }])
  expect(await fieldsOf('lmsys-rows')).toMatchObject([{ annotator: 'e-1', tags: ['en', 'software'] }])
  expect(await fieldsOf('evenhand-judgments')).toMatchObject([
    { annotator: 'C01', group: 'Crowd', leftIsA: false, elapsedMs: 900, isModel: false },
  ])
})

test('Potato’s state of a user: labels with their values, of which the last counts, and names given twice', async () => {
  const label = (schema: string, name: string, value: unknown) => [{ schema, name }, value]
  const state = (answers: string) =>
    `{"user_id": "kim", "instance_id_to_behavioral_data": {"q-1": {"total_time_ms": 4200, "session_end": 1709000000.5}}, "instance_id_ordering": ["q-1"], "instance_id_to_label_to_value": {${answers}}, "origin": {}}`
  const given = [label('better', 'selection', 'A'), label('why', 'text', 'Wax.'), label('better', 'selection', 'tie')]
  const slid = JSON.stringify([label('better', 'scale_value', '-2')])
  const { format, rows } = await read(
    state(
      `"q-1": ${JSON.stringify(given)}, "q-2": ${slid}, "q-3": [], "q-1": ${slid}, "__proto__": ${slid}, "q-4": ${JSON.stringify([label('mood', 'good', true)])}`,
    ),
    'user_state.json',
  )
  expect(format).toBe('potato-states')
  expect(rows.map(({ problem, fields }) => problem ?? [fields?.promptId, fields?.answers[0]?.choice])).toEqual([
    ['q-1', 'TIE'],
    ['q-2', 'A'],
    'not_counted',
    'duplicate_key',
    ['__proto__', 'A'],
    'missing_field',
  ])
  expect(rows[0]?.fields).toMatchObject({ annotator: 'kim', elapsedMs: 4200, judgedAt: '2024-02-27T02:13:20.500Z' })
  expect(rows[1]?.fields).toMatchObject({ elapsedMs: null, judgedAt: null })
})

test('of an archive of Potato’s folders the states of users are read, and nothing else in them', async () => {
  const state = (user: string, selection: string) =>
    JSON.stringify(
      { user_id: user, instance_id_ordering: [], instance_id_to_label_to_value: { 'q-1': { v: { selection } } } },
      null,
      2,
    )
  const zip = await zipOf({
    'output/kim/user_state.json': state('kim', 'A'),
    'output/kim/annotation_history.jsonl': '{"action": "add_label"}\n',
    'output/lee/user_state.json': state('lee', 'tie'),
  })
  const { format, rows } = await read(zip, 'output.zip')
  expect(format).toBe('potato-states')
  expect(rows.map(({ fields }) => [fields?.annotator, fields?.answers[0]?.choice])).toEqual([
    ['kim', 'A'],
    ['lee', 'TIE'],
  ])
})

test.each<[string, Record<string, unknown>, RegExp]>([
  ['mturk-batch', { AssignmentStatus: 'Rejected' }, /the assignment was rejected/],
  ['label-studio', { annotations: [] }, /no annotation was submitted/],
  ['argilla-1', { preference: [{ user_id: 'u', value: 'tie', status: 'discarded' }] }, /nobody submitted/],
  ['evenhand-judgments', { left_out: 'repeat' }, /“left_out” is repeat/],
  ['evenhand-judgments', { in_force: false }, /was changed later/],
])('%s: what was not counted where it was made is left out with the reason', async (id, change, detail) => {
  const fixture = FIXTURES[id] as (typeof fixtures)[0][1]
  const { rows } = await read(fileOf(fixture, [{ ...fixture.record, ...change }]), fixture.file)
  expect(rows.map(({ problem }) => problem)).toEqual(['not_counted'])
  expect(rows[0]?.detail).toMatch(detail)
})
