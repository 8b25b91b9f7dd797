import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { importUpload } from '../import-upload'
import { importPairs } from '../judgments/import-pairs'
import { importStudy } from '../judgments/import-study'
import { reviewJudgments } from '../judgments/review-judgments'
import { FinishedStudyInput } from '../judgments/schema'
import { stageJudgments } from '../judgments/stage-judgments'
import { reviewUpload } from '../review-upload'
import { stageUpload } from '../stage-upload'
import { adminAccess, chunksOf, importAccess, jsonLines, strict } from '../testing'
import { deleteMapping, keepMapping, listMappings } from './kept-mappings'
import { MAPPING_FORMAT, Mapping } from './schema'

const at = (path: string) => ({ path })
const mapped = (parts: object) => Mapping.parse({ format: MAPPING_FORMAT, name: 'Our table', ...parts })

const VOTES = mapped({
  ...{ row: 'judgment', promptId: at('Task'), prompt: at('Question'), annotator: at('Worker') },
  ...{ modelA: at('Left model'), modelB: at('Right model'), responseA: at('Left'), responseB: at('Right') },
  shownFirst: { kind: 'always', means: 'A' },
  questions: [
    {
      scale: 'THREE_BOTH_BAD',
      verdict: {
        ...{ kind: 'values', from: at('Vote') },
        values: [
          { value: 'left', means: 'FIRST' },
          { value: 'right', means: 'SECOND' },
          { value: 'same', means: 'TIE' },
          { value: 'skip', means: 'NONE' },
        ],
      },
    },
  ],
})

const HEAD = 'Task;Question;Left model;Right model;Left;Right;Vote;Worker'
const line = (worker: string, vote: string, turned = false) =>
  turned ? `t-1;Zip?;Quill;Heron;Oil.;Wax.;${vote};${worker}` : `t-1;Zip?;Heron;Quill;Wax.;Oil.;${vote};${worker}`

async function stageVotes(...lines: string[]) {
  const input = { filename: 'votes.csv', mapping: VOTES }
  return stageJudgments(await importAccess(), input, chunksOf([HEAD, ...lines].join('\n')))
}

const decided = (importId: string, title: string, leaveOutProblems = true) =>
  FinishedStudyInput.parse({ importId, title, set: title, repeats: 'earliest', focal: 'Heron', leaveOutProblems })

test('a table nobody knows becomes a study that counts what the mapping says, and keeps the mapping', async () => {
  const importId = await stageVotes(
    line('w1', 'left'),
    line('w2', 'left', true),
    line('w3', 'same'),
    line('w4', 'skip'),
  )
  const review = await reviewJudgments(await importAccess(), importId)
  expect(review.format.name).toBe('Our table')
  expect(review.counts).toEqual([{ problem: 'unparsed', count: 1 }])
  expect(review.totals).toMatchObject({ judgments: 3, prompts: 1, pairs: 1, annotators: 3, ties: 1, shownFirst: 2 })

  const { studyId } = await importStudy(await importAccess(), decided(importId, 'Votes'))
  const { actor } = await importAccess()
  const { rows } = await winTieLoss(await authorizeActor(actor, studyId, 'study:results'))
  expect(rows).toMatchObject([{ wins: 1, ties: 1, losses: 1, n: 3 }])
  const { protocolText } = await db.study.findUniqueOrThrow({ where: { id: studyId } })
  const protocol = JSON.parse(protocolText ?? '')
  expect(Mapping.parse(protocol.readAs.mapping)).toEqual(VOTES)
  expect(protocol.counts.leftOut).toEqual({ unparsed: 1 })
})

test('a verdict of which nobody said what it means stops the import, whatever may be left out', async () => {
  const importId = await stageVotes(line('w1', 'left'), line('w2', 'Left'), line('w3', 'Left'))
  const access = await importAccess()
  const review = await reviewJudgments(access, importId)
  expect(review.problems[0]).toMatchObject({
    line: 3,
    problem: 'unknown_value',
    detail: expect.stringContaining('“Vote” is "Left"'),
  })
  await expect(importStudy(access, decided(importId, 'Blocked'))).rejects.toThrow(
    /of 2 rows the mapping does not say what the verdict means/,
  )
  expect(await db.study.count({ where: { title: 'Blocked' } })).toBe(0)
})

const CRITERIA = mapped({
  ...{ row: 'judgment', promptId: at('Task'), prompt: at('Question'), annotator: at('Worker'), rationale: at('Why') },
  ...{ modelA: at('A'), modelB: at('B'), responseA: at('Left'), responseB: at('Right'), criterion: at('About') },
  only: { from: at('Stage'), values: ['final'] },
  questions: ['helpful', 'short'].map((when) => ({
    question: `Which is more ${when}?`,
    ...{ scale: 'THREE', when },
    verdict: {
      ...{ kind: 'values', from: at('Vote'), names: true },
      values: [{ value: 'same', means: 'TIE' }],
    },
  })),
})

test('rows of one judgment that answer a question each are one judgment; rows that are not taken are counted', async () => {
  const row = (worker: string, about: string, vote: string, turned = false, stage = 'final') =>
    `t-1;Zip?;${turned ? 'Quill;Heron;Oil.;Wax.' : 'Heron;Quill;Wax.;Oil.'};${vote};${worker};${about};${stage};${about} to me`
  const lines = [
    'Task;Question;A;B;Left;Right;Vote;Worker;About;Stage;Why',
    row('w1', 'helpful', 'Heron'),
    row('w1', 'short', 'Quill', true),
    row('w2', 'short', 'same'),
    row('w2', 'short', 'Heron'),
    row('', 'helpful', 'Quill'),
    row('w3', 'helpful', 'Heron', false, 'pilot'),
    row('w3', 'taste', 'Nobody', false, 'pilot'),
  ]
  const access = await importAccess()
  const importId = await stageJudgments(access, { filename: 'c.csv', mapping: CRITERIA }, chunksOf(lines.join('\n')))
  const review = await reviewJudgments(access, importId)
  expect(review.totals).toMatchObject({ judgments: 4, verdicts: 5, repeats: 1, annotators: 3, unnamed: 1 })
  expect(review.groups).toMatchObject([{ judgments: 4 }])
  expect([review.counts, review.problems]).toEqual([[{ problem: 'not_chosen', count: 2 }], []])

  const { studyId, judgments } = await importStudy(access, decided(importId, 'Two questions', false))
  expect(judgments).toBe(4)
  const slots = await db.assignment.findMany({
    where: { studyId },
    orderBy: { rank: 'asc' },
    include: { judgments: { orderBy: { criterion: { position: 'asc' } }, include: { criterion: true } } },
  })
  const found = slots.map(({ repeat, rationale, judgments: said }) => [
    ...[repeat, rationale],
    said.map(({ criterion, choice }) => `${criterion.position} ${choice}`).join(),
  ])
  expect(found).toEqual([
    [0, 'helpful to me', '0 A,1 B'],
    [0, 'short to me', '1 TIE'],
    [1, 'short to me', '1 A'],
    [0, 'helpful to me', '0 B'],
  ])
  const { protocolText } = await db.study.findUniqueOrThrow({ where: { id: studyId } })
  expect(JSON.parse(protocolText ?? '').counts).toMatchObject({ judgments: 4, answers: 5, leftOut: { not_chosen: 2 } })
})

test('texts that the table does not hold are hidden, or those of the set', async () => {
  const { responseA: _a, responseB: _b, prompt: _p, ...hidden } = VOTES as Extract<Mapping, { row: 'judgment' }>
  const input = { filename: 'votes.csv', mapping: Mapping.parse(hidden) }
  const importId = await stageJudgments(await importAccess(), input, chunksOf([HEAD, line('w1', 'left')].join('\n')))
  const { studyId } = await importStudy(await importAccess(), decided(importId, 'Hidden'))
  const item = await db.item.findFirstOrThrow({ where: { studyId }, include: { responseA: true } })
  expect(item.responseA.absent).toBe(true)
})

const PAIRS = mapped({
  ...{ row: 'pair', prompt: at('q'), responseA: at('new'), responseB: at('old') },
  ...{ modelA: { fixed: 'Heron' }, modelB: { fixed: 'Quill' } },
})

test('pairs go into a prompt set with both systems’ responses', async () => {
  const rows = [
    { q: 'Zip?', new: 'Wax.', old: 'Oil.' },
    { q: 'Zip?', new: 'Soap.', old: 'Oil.' },
    { q: 'Fathom?', new: 'Six feet.', old: '' },
  ]
  const access = await importAccess()
  const importId = await stageJudgments(access, { filename: 'p.jsonl', mapping: PAIRS }, chunksOf(jsonLines(rows)))
  const review = await reviewJudgments(access, importId)
  expect([review.pairs, review.systems, review.totals.pairs]).toEqual([true, ['Heron', 'Quill'], 1])
  expect(review.problems.map(({ line: place, problem }) => [place, problem])).toEqual([[3, 'missing_field']])
  const asked = { importId, set: 'Pairs', leaveOutProblems: false }
  await expect(importPairs(access, asked)).rejects.toThrow(/one row has a problem/)
  const done = await importPairs(access, { ...asked, leaveOutProblems: true })
  expect(done).toMatchObject({ prompts: 1, responses: 3, samples: 1, leftOut: 1 })
  const { responses } = await db.promptSet.findUniqueOrThrow({
    where: { name: 'Pairs' },
    include: { responses: { include: { system: true } } },
  })
  expect(responses.map(({ system, sample }) => `${system.name} ${sample}`).sort()).toEqual([
    'Heron 0',
    'Heron 1',
    'Quill 0',
  ])
  await expect(importPairs(access, asked)).rejects.toMatchObject({ code: 'upload_settled' })
})

test.each<[string, object[], string[]]>([
  ['trl-pairs', [{ prompt: 'Zip?', chosen: 'Wax.', rejected: 'Oil.' }], ['chosen', 'rejected']],
  [
    'dpo-pairs',
    [
      {
        input: { messages: [{ role: 'user', content: 'Zip?' }] },
        preferred_output: [{ role: 'assistant', content: 'Wax.' }],
        non_preferred_output: [{ role: 'assistant', content: 'Oil.' }],
      },
    ],
    ['non-preferred', 'preferred'],
  ],
  [
    'ultra-feedback',
    [
      {
        instruction: 'Zip?',
        completions: [
          { model: 'a', response: 'Wax.' },
          { model: 'b', response: 'Oil.' },
          { model: 'c', response: 'Soap.' },
        ],
      },
    ],
    ['a', 'b', 'c'],
  ],
  [
    'evenhand-pairs',
    [{ id: 1, prompt: 'Zip?', model_a: 'a', model_b: 'b', response_a: 'Wax.', response_b: 'Oil.' }],
    ['a', 'b'],
  ],
  [
    'lmsys-rows',
    [
      {
        question_id: 1,
        model_a: 'a',
        model_b: 'b',
        winner: 'tie',
        conversation_a: [
          { role: 'user', content: 'Zip?' },
          { role: 'assistant', content: 'Wax.' },
        ],
        conversation_b: [
          { role: 'user', content: 'Zip?' },
          { role: 'assistant', content: 'Oil.' },
        ],
      },
    ],
    ['a', 'b'],
  ],
])('%s are taken for pairs without a mapping', async (format, rows, systems) => {
  const access = await importAccess()
  const importId = await stageJudgments(access, { filename: 'p.jsonl', holds: 'PAIRS' }, chunksOf(jsonLines(rows)))
  expect((await reviewJudgments(access, importId)).format.id).toBe(format)
  const set = `Pairs as ${format}`
  await importPairs(access, { importId, set, leaveOutProblems: false })
  const { responses } = await db.promptSet.findUniqueOrThrow({
    where: { name: set },
    include: { responses: { include: { system: true } } },
  })
  expect(responses.map(({ system }) => system.name).sort()).toEqual(systems)
  const again = { filename: 'p.jsonl', holds: 'PAIRS' as const }
  const second = await stageJudgments(access, again, chunksOf(jsonLines([...rows, ...rows])))
  expect(await importPairs(access, { importId: second, set, leaveOutProblems: false })).toMatchObject({
    prompts: 0,
    responses: 0,
  })
})

test('prompts without a text that the set lacks, too, are refused by their ids', async () => {
  const access = await importAccess()
  const mapping = mapped({
    ...{ row: 'wide', promptId: at('id') },
    responses: [
      { system: 'Heron', from: at('h') },
      { system: 'Quill', from: at('q') },
    ],
  })
  const importId = await stageJudgments(access, { filename: 'w.csv', mapping }, chunksOf('id,h,q\n7,Wax.,Oil.\n'))
  await expect(importPairs(access, { importId, set: 'Nothing', leaveOutProblems: false })).rejects.toThrow(
    /neither the file nor the prompt set “Nothing” has the text of 7/,
  )
  expect(await db.promptSet.count({ where: { name: 'Nothing' } })).toBe(0)
})

test('prompts and a system’s responses are uploaded by a kept mapping, whatever other columns hold', async () => {
  const access = await adminAccess()
  const prompts = await keepMapping(
    await importAccess(),
    mapped({ name: 'Asked', row: 'prompt', promptId: at('Nr'), prompt: at('Frage') }),
  )
  const file = 'Nr,Frage,Notes\n1,Zip?,A note that is much longer than the prompt itself\n'
  const asked = { kind: 'PROMPTS', filename: 'f.csv', name: 'Mapped', mappingId: prompts.id } as const
  const uploadId = await stageUpload(access, asked, chunksOf(file))
  const review = await reviewUpload(access, uploadId)
  expect([review.format.name, review.fine]).toEqual(['Asked', 1])
  expect(review.format.fields.map(({ from }) => from)).toEqual(['Nr', 'Frage'])
  await importUpload(access, { uploadId, ...strict })
  const { id: promptSetId } = await db.promptSet.findUniqueOrThrow({ where: { name: 'Mapped' } })

  const mapping = mapped({ row: 'response', promptId: at('Nr'), response: at('Antwort') })
  const answered = { kind: 'RESPONSES', filename: 'a.csv', name: 'Heron', promptSetId, mapping } as const
  const second = await stageUpload(access, answered, chunksOf('Nr,Antwort\n1,Wax.\n2,Oil.\n'))
  expect((await reviewUpload(access, second)).counts).toEqual({ unknown_prompt: 1 })
  const wrong = { ...asked, name: 'Other', mappingId: undefined, mapping }
  await expect(stageUpload(access, wrong, chunksOf(file))).rejects.toThrow(
    /the rows are responses of one system; wanted are prompts/,
  )
})

test('mappings are kept by name, the same name is taken anew, and go when they are deleted', async () => {
  const access = await importAccess()
  const first = await keepMapping(access, VOTES)
  const changed = { ...VOTES, annotator: at('Other') } as Mapping
  const second = await keepMapping(access, Mapping.parse(changed))
  expect(second.id).toBe(first.id)
  expect((await listMappings(access)).find(({ id }) => id === first.id)?.mapping).toMatchObject({
    annotator: { path: 'Other' },
  })
  await deleteMapping(access, { mappingId: first.id })
  expect((await listMappings(access)).map(({ id }) => id)).not.toContain(first.id)
  await expect(deleteMapping(access, { mappingId: first.id })).rejects.toMatchObject({ code: 'not_found' })
  const gone = { filename: 'v.csv', mappingId: first.id }
  await expect(stageJudgments(access, gone, chunksOf(HEAD))).rejects.toThrow(/no such mapping any more/)
})
