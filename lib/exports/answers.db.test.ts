import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { blankDesign } from '@/lib/designs/blank-design'
import { revise } from '@/lib/engine/revise'
import { setAside } from '@/lib/engine/set-aside'
import { submit } from '@/lib/engine/submit'
import { csvChunks, jsonlChunks } from '@/lib/http/stream'
import { nextDesk } from '@/lib/judgments/desk'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { readExport } from '@/lib/records/read-export'
import { recompute } from '@/lib/records/recompute'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { makeRevision, makeSetAside, makeVerdict } from '@/lib/testing/judging'
import { grantAdmin } from '@/lib/testing/written-study'
import { JUDGMENT_COLUMNS, type JudgmentRow } from './columns'
import { exportRows } from './export-judgments'
import { exportLate } from './late-verdicts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-answers-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const [question] = blankDesign().criteria
const criteria = ['Which helps more?', 'Which is kinder?'].map((words) => ({ ...question, question: words }))

/** Two people; one gave every kind of answer that a desk takes, and the other judged one pair. */
async function judgedInEveryWay() {
  const design = { criteria, rationale: 'OPTIONAL', minSeconds: 5 } as NonNullable<
    Parameters<typeof makeOpenStudy>[0]
  >['design']
  const { studyId } = await makeOpenStudy({ prompts: 6, overlap: 1, design })
  const [one, two] = (await enrolPeople(studyId, 2)) as [Person, Person]
  const next = async ({ access }: Person) => (await nextDesk(access)).pairs[0]?.assignmentId ?? ''
  const changed = await next(one)
  await submit(one.seat, { ...(await makeVerdict(changed, 'A', 'TIE')), rationale: '=shorter, and “right”' })
  const change = async (first: string, rationale?: string) => {
    await revise(one.seat, { ...(await makeRevision(changed, first, 'TIE')), ...(rationale && { rationale }) })
  }
  await change('B', 'On second thought:\nit invents a source')
  await change('TIE')
  const meant = { ...(await makeVerdict(await next(one), 'B', 'B')), asked: 'TIME', hasty: true } as const
  await submit(one.seat, meant)
  await setAside(one.seat, { ...makeSetAside(await next(one)), note: 'Ask a lawyer; I am none' })
  await submit(two.seat, await makeVerdict(await next(two), 'A', 'A'))
  return { studyId, changed }
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of source) all.push(one)
  return all
}

type Person = Awaited<ReturnType<typeof enrolPeople>>[number]

async function readRows(studyId: string): Promise<JudgmentRow[]> {
  const { batches } = await exportRows(await grantAdmin(studyId, 'study:export'))
  return (await collect(batches)).flat()
}

async function filesOf(studyId: string) {
  const columns = JUDGMENT_COLUMNS.map(({ name }) => name)
  const access = await grantAdmin(studyId, 'study:export')
  const save = async (name: string, chunks: AsyncGenerator<string>) => {
    const file = path.join(folder, name)
    await writeFile(file, (await collect(chunks)).join(''))
    return file
  }
  const of = async () => (await exportRows(access)).batches
  const earlier = columns.slice(0, columns.indexOf('rationale'))
  async function* judgmentsOnly() {
    for await (const batch of await of()) yield batch.filter(({ verdict }) => verdict !== null)
  }
  return {
    csv: await save('answers.csv', csvChunks(await of(), columns)),
    jsonl: await save('answers.jsonl', jsonlChunks(await of())),
    /** As it was exported before there were such columns and rows. */
    earlier: await save('earlier.csv', csvChunks(judgmentsOnly(), earlier)),
  }
}

test('reasons, flags with notes, every question, changes of mind and haste are in the export', async () => {
  const { studyId } = await judgedInEveryWay()
  const rows = await readRows(studyId)
  const told = ({ criterion, score, rationale, revision, in_force }: JudgmentRow) =>
    [criterion, score === null ? null : Math.abs(score), rationale, revision, in_force] as const
  const mine = rows.filter(({ slot, item }) => slot === rows[0]?.slot && item === rows[0]?.item)
  expect(mine.filter(({ criterion }) => criterion === 'Which helps more?').map(told)).toEqual([
    ['Which helps more?', 1, '=shorter, and “right”', 0, false],
    ['Which helps more?', 1, 'On second thought:\nit invents a source', 1, false],
    ['Which helps more?', 0, 'On second thought:\nit invents a source', 2, true],
  ])
  expect(mine.filter(({ criterion }) => criterion === 'Which is kinder?')).toHaveLength(3)
  expect(rows.filter(({ asked, hasty }) => asked === 'time' && hasty)).toHaveLength(2)
  expect(rows.filter(({ verdict }) => verdict === null)).toMatchObject([
    {
      ...{ criterion: null, score: null, left_out: 'set_aside', flag: 'needs_expertise', revision: null },
      ...{ flag_note: 'Ask a lawyer; I am none', elapsed_ms: 4200, item_kind: 'regular', in_force: true },
    },
  ])
  expect(rows.map(({ submitted_at }) => submitted_at)).toEqual(rows.map(({ submitted_at }) => submitted_at).sort())
})

test('analyze tells of all these answers, counts none of them as a judgment, and reads files without them', async () => {
  const { studyId } = await judgedInEveryWay()
  const screen = await winTieLoss(await grantAdmin(studyId, 'study:results'))
  const files = await filesOf(studyId)
  const answers = {
    ...{
      rationales: 6,
      revisions: 4,
      setAside: { needs_expertise: 1 },
      noVerdict: {},
      flagged: 0,
      notes: 1,
      asked: 2,
      hasty: 2,
    },
  }
  for (const file of [files.csv, files.jsonl]) {
    const told = await recompute(readExport(file))
    expect(told.answers).toEqual(answers)
    expect({ recorded: told.recorded, counted: told.counted }).toEqual({
      recorded: screen.recorded,
      counted: screen.counted,
    })
    expect(told.leftOut).not.toHaveProperty('set_aside')
  }
  const earlier = await recompute(readExport(files.earlier))
  expect(earlier).toMatchObject({ recorded: screen.recorded, counted: screen.counted })
  expect(earlier.answers).toMatchObject({ rationales: 0, revisions: 0, setAside: {}, asked: 2 })
})

test('a flag without a score is no tie: such a row passes only as a pair set aside', async () => {
  const file = path.join(folder, 'flag.csv')
  await writeFile(file, 'model_a,model_b,score,simulated,flag,left_out\nx,y,,false,unsafe,\n')
  await expect(recompute(readExport(file))).rejects.toThrow('Line 2 cannot be read: score')
})

test('a late verdict keeps its reason, a late flag its note', async () => {
  const { studyId, changed } = await judgedInEveryWay()
  const { annotatorId, itemId } = await db.assignment.findUniqueOrThrow({
    where: { studyId_id: { studyId, id: changed } },
  })
  const said = { flag: 'UNSAFE', note: 'Tells how to', rationale: 'Because' } as const
  const timed = { reason: 'TAKEN', elapsedMs: 9, activeMs: 8, submissionKey: crypto.randomUUID() } as const
  const keys = { studyId, annotatorId: annotatorId ?? '', itemId, assignmentId: changed }
  await db.lateVerdict.create({ data: { ...keys, ...timed, ...said } })
  const { batches } = await exportLate(await grantLook(studyId))
  expect((await collect(batches)).flat()).toMatchObject([{ rationale: 'Because', flag_note: 'Tells how to' }])
})

async function grantLook(studyId: string) {
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  return grantAdmin(studyId, 'study:export')
}
