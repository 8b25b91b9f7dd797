import { expect, test } from 'vitest'
import { readHistory } from '@/lib/annotators/read-history'
import { authorizeActor } from '@/lib/auth/access'
import type { StudyPermission } from '@/lib/auth/permissions'
import { db } from '@/lib/db/client'
import { loadDesign } from '@/lib/designs/load-design'
import { readItem } from '@/lib/explorer/read-item'
import { accountVerdicts } from '@/lib/exports/account-verdicts'
import type { JudgmentRow } from '@/lib/exports/columns'
import { exportRows } from '@/lib/exports/export-judgments'
import { figureNotes } from '@/lib/figures/figure-notes'
import { readAnnotators } from '@/lib/monitor/read-annotators'
import { readMonitor } from '@/lib/monitor/read-monitor'
import { readMonitoredStudy } from '@/lib/monitor/read-study'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { readFrozenProtocol } from '@/lib/studies/read-protocol'
import { grantAdmin } from '@/lib/testing/written-study'
import { expireUploads } from '../expire-uploads'
import { KEPT_MS } from '../limits'
import { chunksOf, importAccess, jsonLines } from '../testing'
import { importStudy } from './import-study'
import { reviewJudgments } from './review-judgments'
import { FinishedStudyInput } from './schema'
import { stageJudgments } from './stage-judgments'

const answer = (content: string) => [
  { role: 'user', content: 'How do I free a stuck zip?' },
  { role: 'assistant', content },
]
/** Heron against Quill on one prompt; `turned` has the pair the other way round. */
function row(judge: string, winner: string, { turned = false, at = 0 } = {}) {
  const [a, b] = turned ? ['Quill', 'Heron'] : ['Heron', 'Quill']
  return {
    ...{ question_id: 1, model_a: a, model_b: b, winner, judge, tstamp: 1_680_000_000 + at },
    ...{ conversation_a: answer(`${a} says`), conversation_b: answer(`${b} says`) },
  }
}

const ROWS = [
  row('expert_1', 'model_a', { at: 20 }),
  row('expert_1', 'model_a', { turned: true, at: 10 }),
  row('expert_2', 'tie', { turned: true, at: 30 }),
  row('gpt-4', 'model_b', { at: 40 }),
]

async function stage(rows: readonly object[], filename = 'votes.jsonl', importId?: string) {
  return stageJudgments(await importAccess(), { filename, importId }, chunksOf(jsonLines(rows)))
}

async function bring(rows: readonly object[], title: string, more: Partial<FinishedStudyInput> = {}) {
  const importId = await stage(rows)
  const input = FinishedStudyInput.parse({ importId, title, set: title, repeats: 'earliest', ...more })
  return importStudy(await importAccess(), input)
}

async function rowsOf(studyId: string): Promise<JudgmentRow[]> {
  const { actor } = await importAccess()
  const { batches } = await exportRows(await authorizeActor(actor, studyId, 'study:export'))
  const rows: JudgmentRow[] = []
  for await (const batch of batches) rows.push(...batch)
  return rows
}

test.each([
  [
    'earliest',
    [
      ['Quill', 0],
      ['Heron', 1],
    ],
  ],
  [
    'latest',
    [
      ['Heron', 0],
      ['Quill', 1],
    ],
  ],
  [
    'all',
    [
      ['Quill', 0],
      ['Heron', 0],
    ],
  ],
] as const)(
  'rows the other way round are turned with their verdict; of repeats counts the %s',
  async (repeats, expert) => {
    const { studyId } = await bring(ROWS, `Turned ${repeats}`, { repeats })
    const rows = await rowsOf(studyId)
    expect(new Set(rows.map(({ item, model_a, model_b }) => `${item} ${model_a} ${model_b}`))).toEqual(
      new Set(['0 Heron Quill']),
    )
    const own = rows.filter(({ annotator }) => annotator === 'E01')
    const preferred = own.map(({ score, model_a, model_b }) => ((score ?? 0) > 0 ? model_a : model_b))
    const found = own.map(({ repeat }, nth) => [preferred[nth], repeat])
    expect(found.sort()).toEqual([...expert].sort())
    expect(own.map(({ raw_verdict }) => raw_verdict)).toEqual(['model_a', 'model_a'])
    expect(rows.map(({ origin, presented_left }) => [origin, presented_left])).toEqual(
      rows.map(() => ['imported', null]),
    )
    const counted = rows.filter(({ left_out }) => left_out === null)
    expect(counted).toHaveLength(repeats === 'all' ? 4 : 3)
  },
)

test('the study is closed, names its files with their hashes, and takes nobody', async () => {
  const { studyId, judgments } = await bring(ROWS, 'Frozen', { focal: 'Quill' })
  expect(judgments).toBe(4)
  const study = await db.study.findUniqueOrThrow({ where: { id: studyId }, include: { groups: true } })
  expect([study.origin, study.status, study.pairing]).toEqual(['IMPORTED', 'CLOSED', 'FOCAL'])
  expect(study.groups.map(({ name, kind }) => [name, kind])).toEqual([
    ['expert', 'HUMAN'],
    ['gpt-4', 'LLM'],
  ])
  const annotators = await readAnnotators(await grantAdmin(studyId, 'study:read'), new Date())
  expect(annotators.map(({ group, kind }) => [group, kind])).toContainEqual(['gpt-4', 'LLM'])
  expect(annotators.filter(({ group }) => group === 'expert').every(({ kind }) => kind === 'person')).toBe(true)
  const protocol = JSON.parse(study.protocolText ?? '')
  expect(protocol).toMatchObject({
    readAs: { id: 'lmsys-rows' },
    counts: { judgments: 4, repeats: 1 },
    pairs: [{ a: 'Quill', b: 'Heron' }],
  })
  expect(protocol.files[0].sha256).toMatch(/^[0-9a-f]{64}$/)
  const [group] = study.groups
  const { actor } = await importAccess()
  const joining = { studyId, groupId: group?.id ?? '', code: 'X01', userId: actor.id }
  await expect(db.annotator.create({ data: joining })).rejects.toThrow(/takes no new annotators/)
  await expect(bring(ROWS, 'Again', { focal: 'Nobody' })).rejects.toThrow(/Not every pair has Nobody/)
})

test('problems stop the import until they are left out; then they are counted, and nothing stays of what was refused', async () => {
  const rows = [
    ...ROWS,
    row('expert_3', 'garbage'),
    { ...row('expert_3', 'tie'), conversation_a: [], conversation_b: [] },
  ]
  await expect(bring(rows, 'Broken')).rejects.toThrow(/2 rows have problems/)
  expect(await db.study.count({ where: { title: 'Broken' } })).toBe(0)
  expect(await db.promptSet.count({ where: { name: 'Broken' } })).toBe(0)
  const { studyId } = await bring(rows, 'Broken', { leaveOutProblems: true })
  const { protocolText } = await db.study.findUniqueOrThrow({ where: { id: studyId } })
  expect(JSON.parse(protocolText ?? '').counts.leftOut).toEqual({ unparsed: 1, wrong_type: 1 })
})

test('an id stands for one text; texts that are there are used, and a second text of a system is a further sample', async () => {
  const other = { ...ROWS[0], conversation_a: answer('Heron says more') }
  const asked = [
    { role: 'user', content: 'And a fathom?' },
    { role: 'assistant', content: 'x' },
  ]
  const importId = await stage([...ROWS, { ...ROWS[0], conversation_a: asked, conversation_b: asked }])
  expect((await reviewJudgments(await importAccess(), importId)).counts).toEqual([
    { problem: 'prompt_differs', count: 1 },
  ])
  await bring(ROWS, 'Texts')
  await bring([...ROWS, other], 'Texts')
  const set = await db.promptSet.findUniqueOrThrow({
    where: { name: 'Texts' },
    include: { responses: { include: { system: true } } },
  })
  expect(set.responses.map(({ system, sample }) => `${system.name} ${sample}`).sort()).toEqual([
    'Heron 0',
    'Heron 1',
    'Quill 0',
  ])
  const elsewhere = ROWS.map((one) => ({ ...one, conversation_a: asked, conversation_b: asked }))
  await expect(bring(elsewhere, 'Texts')).rejects.toThrow(/has another text for 1/)
})

test('what nobody decides on is thrown away in time', async () => {
  const importId = await stage(ROWS)
  await expireUploads(new Date(Date.now() + KEPT_MS - 1000))
  expect(await db.importRow.count({ where: { importId } })).toBe(4)
  await expireUploads(new Date(Date.now() + KEPT_MS + 1000))
  expect(await db.importRow.count({ where: { importId } })).toBe(0)
  expect((await reviewJudgments(await importAccess(), importId)).status).toBe('DISCARDED')
})

test('several files make one study; the same one twice is refused, and texts that no file holds have no length', async () => {
  const review = (score: number) => ({ question_id: 1, answer1_id: 'a', answer2_id: 'b', score })
  const first = await stage([review(1)], 'heron-vs-quill-gpt-4-reviewer.jsonl')
  await stage([review(2)], 'quill-vs-heron-gpt-4-reviewer.jsonl', first)
  await expect(stage([review(2)], 'again-vs-heron.jsonl', first)).rejects.toThrow(/holds the same as a file before it/)
  const input = FinishedStudyInput.parse({ importId: first, title: 'Orders', set: 'Orders', repeats: 'all' })
  const { studyId } = await importStudy(await importAccess(), input)
  const rows = await rowsOf(studyId)
  expect(
    rows.map(({ presented_left, verdict, length_a, submitted_at }) => [
      presented_left,
      verdict,
      length_a,
      submitted_at,
    ]),
  ).toEqual([
    ['a', 'A', null, null],
    ['b', 'A', null, null],
  ])
  // Nobody trains on words that stand in place of a text.
  const { id } = await db.criterion.findFirstOrThrow({ where: { studyId }, select: { id: true } })
  expect(await accountVerdicts(studyId, id, { whose: 'models' })).toMatchObject({
    verdicts: 2,
    used: 0,
    leftOut: { absent: 2 },
  })
  await expect(importStudy(await importAccess(), input)).rejects.toMatchObject({ code: 'upload_settled' })
})

test('all that its pages read of an imported study can be read', async () => {
  const { studyId } = await bring(ROWS, 'Pages', { repeats: 'all' })
  const { actor } = await importAccess()
  const to = <P extends StudyPermission>(permission: P) => authorizeActor(actor, studyId, permission)
  const item = await readItem(await to('study:results'), 0)
  expect(item.verdicts.map(({ left }) => left)).toEqual([null, null, null, null])
  const winners = item.verdicts.flatMap(({ answers }) => answers.map(({ winner }) => JSON.stringify(winner)))
  const [heron, quill] = ['Heron', 'Quill'].map((system) => JSON.stringify({ system, side: null }))
  expect(winners.sort()).toEqual(['"tie"', heron, quill, quill])
  const read = await to('study:read')
  const monitor = await readMonitor(read, await readMonitoredStudy(read))
  expect(monitor.annotators).toHaveLength(3)
  expect((await readFrozenProtocol(await to('study:design'))).origin).toBe('IMPORTED')
  expect((await loadDesign(db, studyId)).protocol).toBe('COMPARISON')
  const { annotatorId } = await db.assignment.findFirstOrThrow({ where: { studyId } })
  const history = await readHistory(await to('annotators:manage'), annotatorId ?? '')
  expect(history.pairs[0]?.systems).toBeNull()
  const result = await winTieLoss(await to('study:results'))
  expect(figureNotes(result)[0]).toMatch(/^Imported: Imported from votes.jsonl, read as LMSYS rows/)
})
