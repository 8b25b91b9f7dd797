import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { db, pool } from '@/lib/db/client'
import { figureRows } from '@/lib/figures/figure-rows'
import { csvChunks, download, jsonlChunks } from '@/lib/http/stream'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'
import { writeLimaReference } from '@/prisma/reference/lima-2023'
import { FIGURE_COLUMNS, JUDGMENT_COLUMNS, type JudgmentRow } from './columns'
import { exportRows } from './export-judgments'

type Strings = Record<string, string>

const GET = new Request('http://localhost/file')
const file = { name: 'file', type: 'text/plain' }
const columns = JUDGMENT_COLUMNS.map(({ name }) => name)
const start = async (studyId: string) => (await exportRows(await grantAdmin(studyId, 'study:export'))).batches
const read = async (chunks: AsyncGenerator<string>) => (await download(GET, file, chunks)).text()

async function readCsv(studyId: string): Promise<Strings[]> {
  return parse<Strings>(await read(csvChunks(await start(studyId), columns)), { columns: true })
}

async function readJsonl(studyId: string): Promise<JudgmentRow[]> {
  const lines = (await read(jsonlChunks(await start(studyId)))).split('\n')
  expect(lines.pop()).toBe('')
  return lines.map((line) => JSON.parse(line) as JudgmentRow)
}

async function readFigure(studyId: string): Promise<Strings[]> {
  const rows = figureRows(studyId, await winTieLoss(await grantAdmin(studyId, 'study:results')))
  const names = FIGURE_COLUMNS.map(({ name }) => name)
  return parse<Strings>(await read(csvChunks([rows], names)), { columns: true })
}

/** The figure's counts, from exported rows alone: what the column `left_out` is for. */
function recount(rows: readonly (Strings | JudgmentRow)[]) {
  const counts = new Map<string, [number, number, number]>()
  for (const row of rows.filter(({ left_out }) => !left_out)) {
    const key = `${row.group}: ${row.model_a} v ${row.model_b}`
    const [wins, ties, losses] = counts.get(key) ?? [0, 0, 0]
    const score = Number(row.score)
    counts.set(key, [wins + Number(score > 0), ties + Number(score === 0), losses + Number(score < 0)])
  }
  return Object.fromEntries(counts)
}

const figureCounts = (rows: Strings[]) =>
  Object.fromEntries(
    rows.map((row) => [
      `${row.group}: ${row.system} v ${row.against}`,
      [Number(row.wins), Number(row.ties), Number(row.losses)],
    ]),
  )

test('an export without judgments is a header, or nothing', async () => {
  const { studyId } = await writeStudy(['e1', 'e2'])
  expect(await read(csvChunks(await start(studyId), columns))).toBe(`${columns.join(',')}\n`)
  expect(await readJsonl(studyId)).toEqual([])
})

test('a judgment is told in full, with real types in JSONL', async () => {
  const study = await writeStudy(['t1', 't2'])
  const annotator = await study.addAnnotator({ group: 'crowd', simulated: true })
  const at = new Date('2026-03-04T05:06:07.089Z')
  await study.judge(annotator, ['t1', 't2'], { choice: 'B', leftIsA: false, at })
  const [row] = await readJsonl(study.studyId)
  expect(row).toEqual({
    study: 'Fixture',
    study_id: study.studyId,
    origin: 'simulated',
    item: 0,
    prompt_id: 'p0',
    category: 'Advice',
    model_a: 't1',
    model_b: 't2',
    tags: '["even","number"]',
    focal: 'a',
    length_a: 10,
    length_b: 10,
    criterion: 'Question 0',
    verdict: 'B',
    score: -1,
    tie_offered: true,
    presented_left: 'b',
    annotator: 'C01',
    group: 'crowd',
    simulated: true,
    leased_at: '2026-03-04T05:05:58.089Z',
    submitted_at: '2026-03-04T05:06:07.089Z',
    elapsed_ms: 8000,
    active_ms: 7000,
    in_force: true,
    left_out: null,
    rank: 1,
    slot: 0,
    repeat: 0,
    shared: false,
    item_kind: 'regular',
    expected: null,
    masked: '[]',
    warned: false,
    asked: null,
    hasty: false,
    seed: 7,
    ...{ rationale: null, flag: null, flag_note: null, revision: 0, runs_study: false },
    ...{ protocol: 'comparison', turn: 0, sample: null, scale: null },
    ...{ annotator_kind: 'person', annotator_model: null, outcome: null, family_a: null, family_b: null },
    parity_margin: 0.05,
    raw_verdict: null,
    screen_language: null,
  })
  expect(Object.keys(row as object)).toEqual(columns)
  expect((await readCsv(study.studyId))[0]).toMatchObject({ score: '-1', simulated: 'true', left_out: '', seed: '7' })
})

test('figure, CSV and JSONL agree, and what the figure leaves out is there with its reason', async () => {
  const study = await writeStudy(['agree', 'b1', 'b2'])
  const crowd = await study.addAnnotator({ group: 'crowd' })
  const llm = await study.addAnnotator({ group: 'llm', kind: 'LLM', simulated: true })
  const excluded = await study.addAnnotator({ group: 'crowd', excluded: true })
  for (const [i, choice] of ['A', 'B', 'TIE', 'A', 'BOTH_BAD'].entries()) {
    await study.judge(crowd, ['agree', 'b1'], { choice, leftIsA: i % 2 === 0 })
    await study.judge(llm, ['agree', 'b2'], { choice })
  }
  await study.answer(await study.judge(crowd, ['agree', 'b2'], { choice: 'A' }), 'B')
  await study.judge(excluded, ['agree', 'b1'])
  await study.judge(crowd, ['agree', 'b1'], { kind: 'GOLD' })

  const [csv, jsonl, figure] = [
    await readCsv(study.studyId),
    await readJsonl(study.studyId),
    await readFigure(study.studyId),
  ]
  expect(csv).toHaveLength(14)
  expect(recount(csv)).toEqual(recount(jsonl))
  const judged = figureCounts(figure.filter(({ n }) => n !== '0'))
  expect(recount(jsonl)).toEqual(judged)
  expect(judged).toMatchObject({ 'crowd: agree v b1': [2, 2, 1], 'crowd: agree v b2': [0, 0, 1] })
  expect(
    jsonl
      .map(({ left_out }) => left_out)
      .filter(Boolean)
      .sort(),
  ).toEqual(['excluded', 'gold', 'superseded'])
  expect(jsonl.filter(({ in_force }) => !in_force)).toHaveLength(1)
  expect(figure.find(({ n }) => n === '0')).toMatchObject({ win_share: '', win_lower: '', loss_upper: '' })
})

test('published counts give one row a verdict, marked as reconstructed, and agree with the figure', async () => {
  const studyId = await writeLimaReference(db)
  const [csv, jsonl] = [await readCsv(studyId), await readJsonl(studyId)]
  expect(csv).toHaveLength(3000)
  expect(recount(csv)).toEqual(figureCounts(await readFigure(studyId)))
  expect(recount(jsonl)).toEqual(recount(csv))
  expect(new Set(csv.map(({ origin }) => origin))).toEqual(new Set(['reconstructed']))
  for (const name of ['item', 'prompt_id', 'annotator', 'submitted_at', 'presented_left', 'rank'] as const)
    expect(new Set(jsonl.map((row) => row[name]))).toEqual(new Set([null]))
  expect(Object.keys(jsonl[0] as object)).toEqual(columns)
})

const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1']
const AWKWARD = ['a,b', 'a "quoted" name', 'two\nlines', '<script>alert(1)</script>', "'quoted", 'مرحبا', '👩‍🔬']

test('names that a spreadsheet would run are neutralised in CSV, and all names survive both files', async () => {
  const names = [...FORMULAS, ...AWKWARD]
  const study = await writeStudy(['=focal', ...names])
  const annotator = await study.addAnnotator({ group: '@group' })
  for (const name of names) await study.judge(annotator, ['=focal', name])
  const csv = await readCsv(study.studyId)
  const cells = csv.flatMap(Object.values)
  for (const cell of cells.filter((value) => !/^-?[\d.]+$/.test(value)))
    expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
  expect(csv.map((row) => row.model_b)).toEqual([...FORMULAS.map((name) => `'${name}`), ...AWKWARD])
  expect((await readJsonl(study.studyId)).map((row) => row.model_b)).toEqual(names)
  expect((await readFigure(study.studyId))[0]).toMatchObject({ system: "'=focal", group: "'@group" })
})

test('no name or e-mail of a person is in an export', async () => {
  const study = await writeStudy(['n1', 'n2'])
  await study.judge(await study.addAnnotator({ group: 'crowd' }), ['n1', 'n2'])
  const text = await read(jsonlChunks(await start(study.studyId)))
  expect(text).not.toMatch(/Somebody|example\.org/)
})

test('rows come in the order they were stored, whatever the order they were written in', async () => {
  const study = await writeStudy(['o1', 'o2'])
  const annotator = await study.addAnnotator({ group: 'crowd' })
  for (const second of [3, 1, 2, 1])
    await study.judge(annotator, ['o1', 'o2'], { at: new Date(Date.UTC(2026, 0, 1, 0, 0, second)) })
  const rows = await readJsonl(study.studyId)
  expect(rows.map((row) => row.submitted_at)).toEqual(rows.map((row) => row.submitted_at).sort())
  expect(await readJsonl(study.studyId)).toEqual(rows)
})

test('20,000 judgments stream in chunks of bounded size, and stopping early gives the connection back', async () => {
  const study = await writeStudy(['big1', 'big2'])
  const { studyId } = study
  const annotatorId = await study.addAnnotator({ group: 'crowd' })
  const itemId = await study.addItem(['big1', 'big2'])
  const criterionId = study.criterionIds[0] as string
  await db.$executeRaw`
    INSERT INTO "Assignment" ("studyId", "itemId", slot, rank, "leftIsA", repeat, "annotatorId", "doneAt")
    SELECT ${studyId}::uuid, ${itemId}::uuid, k, k, true, k, ${annotatorId}::uuid, now() FROM generate_series(1, 20000) k`
  // Else a connection that has seen the table small checks each judgment's key by scanning it.
  await db.$executeRaw`ANALYZE "Assignment"`
  await db.$executeRaw`
    INSERT INTO "Judgment" ("studyId", "assignmentId", "criterionId", choice, score, "submissionKey")
    SELECT ${studyId}::uuid, id, ${criterionId}::uuid, 'A', 1, gen_random_uuid()
    FROM "Assignment" WHERE "studyId" = ${studyId}::uuid`
  await db.$executeRaw`ANALYZE "Assignment", "Judgment"`
  let [chunks, lines, longest] = [0, 0, 0]
  for await (const chunk of csvChunks(await start(studyId), columns)) {
    chunks++
    lines += chunk.split('\n').length - 1
    longest = Math.max(longest, chunk.length)
  }
  expect({ chunks, lines }).toEqual({ chunks: 100, lines: 20_001 })
  expect(longest).toBeLessThan(200_000)

  const reader = (await download(GET, file, jsonlChunks(await start(studyId)))).body?.getReader()
  await reader?.read()
  expect(pool('downloads').idleCount).toBeLessThan(pool('downloads').totalCount)
  await reader?.cancel()
  expect(pool('downloads').idleCount).toBe(pool('downloads').totalCount)
  const open = await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM pg_cursors`
  expect(open).toEqual([{ count: 0 }])
})

test('a connection lost in the middle fails the download instead of ending it', async () => {
  const study = await writeStudy(['lost1', 'lost2'])
  const annotator = await study.addAnnotator({ group: 'crowd' })
  const assignmentId = await study.judge(annotator, ['lost1', 'lost2'])
  await db.$executeRaw`
    INSERT INTO "Judgment" ("studyId", "assignmentId", "criterionId", choice, score, "submissionKey", "supersededAt")
    SELECT ${study.studyId}::uuid, ${assignmentId}::uuid, ${study.criterionIds[0]}::uuid, 'A', 1, gen_random_uuid(), now()
    FROM generate_series(1, 5000)`
  const reader = (await download(GET, file, jsonlChunks(await start(study.studyId)))).body?.getReader()
  await reader?.read()
  await db.$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%presented_left%'`
  const drain = async () => {
    while (!(await reader?.read())?.done);
  }
  await expect(drain()).rejects.toThrow()
  expect(await readJsonl(study.studyId)).toHaveLength(5001)
})

test('a query that cannot begin fails before anything is sent', async () => {
  async function* broken(): AsyncGenerator<JudgmentRow[]> {
    yield await Promise.reject(new Error('no such table'))
  }
  await expect(download(GET, file, csvChunks(broken(), columns))).rejects.toThrow('no such table')
})

test('HEAD reads nothing and takes no connection', async () => {
  const { studyId } = await writeStudy(['h1', 'h2'])
  const before = pool('downloads').totalCount - pool('downloads').idleCount
  const answer = await download(new Request(GET, { method: 'HEAD' }), file, jsonlChunks(await start(studyId)))
  expect(answer.body).toBeNull()
  expect(pool('downloads').totalCount - pool('downloads').idleCount).toBe(before)
})
