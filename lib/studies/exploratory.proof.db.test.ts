import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { analyse } from '@/lib/analysis/analyse'
import { readAnalysis, requireComparisons, requirePresent } from '@/lib/analysis/read-analysis'
import { includeAnnotator } from '@/lib/annotators/exclude-annotator'
import { authorizeActor } from '@/lib/auth/access'
import { judgmentsKept, judgmentsOf } from '@/lib/counts/slots'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { exportRows } from '@/lib/exports/export-judgments'
import { jsonlChunks } from '@/lib/http/stream'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { gatherColumns } from '@/lib/records/gather-columns'
import { readExport } from '@/lib/records/read-export'
import { recompute } from '@/lib/records/recompute'
import { startRun } from '@/lib/runs/control-run'
import { enrolPeople } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { checkRun, makeModelStudy, NOTHING_WRONG } from '@/lib/testing/model-study'
import { acts, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'
import { workHere } from '@/lib/worker/testing'
import { amendStudy } from './amend-study'
import { setStatus } from './set-status'

workHere()

let model: ScriptedModel
let folder: string

beforeEach(async () => {
  // Every third answer is no verdict.
  model = await startScriptedModel(({ number }) =>
    acts.say(number % 3 === 0 ? 'Well.' : `Verdict: ${'CDE'[number % 2]}`),
  )
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-exploratory-'))
})
afterEach(async () => {
  await model.stop()
  await rm(folder, { recursive: true })
})

type Study = Awaited<ReturnType<typeof makeModelStudy>>

async function workOut({ run, studyId }: Study, annotatorId: string): Promise<void> {
  await startRun(run, annotatorId)
  const key = { studyId, annotatorId }
  const read = () => db.modelRun.findUniqueOrThrow({ where: { studyId_annotatorId: key } })
  await expect.poll(async () => (await read()).status, { timeout: 30_000, interval: 50 }).toBe('DONE')
}

/** What the pages show, and what their file comes to. */
async function resultsOf({ researcher, studyId }: Study) {
  const access = await authorizeActor(researcher, studyId, 'study:results')
  const { question } = await db.criterion.findFirstOrThrow({ where: { studyId } })
  const { analysis } = requireComparisons(requirePresent(await readAnalysis(access, question, 60_000)))
  const { rows, counted, leftOut } = await winTieLoss(access, { rule: 'all' })
  const file = path.join(folder, 'judgments.jsonl')
  let text = ''
  const { batches } = await exportRows(await authorizeActor(researcher, studyId, 'study:export'))
  for await (const chunk of jsonlChunks(batches)) text += chunk
  await writeFile(file, text)
  const told = JSON.parse(JSON.stringify(analyse(await gatherColumns(readExport(file), question))))
  return {
    analysis,
    rates: { rows, counted },
    leftOut,
    file,
    told,
    lines: text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  }
}

/** Judgments wanted and in, as lists of studies and the overview count them. */
async function countsOf(studyId: string) {
  const id = Prisma.sql`${studyId}::uuid`
  const [kept, counted] = await Promise.all(
    [judgmentsKept(id), judgmentsOf(id)].map((rows) => db.$queryRaw<{ wanted: bigint; done: bigint }[]>(rows)),
  )
  const [one, other] = [kept, counted].map((rows) => ({
    wanted: Number(rows?.[0]?.wanted),
    done: Number(rows?.[0]?.done),
  }))
  expect(one).toEqual(other)
  return one as { wanted: number; done: number }
}

test('a model that joins once the study is closed is asked, marked, and moves no number of before', async () => {
  const study = await makeModelStudy({ url: model.url, prompts: 12, overlap: 2 })
  const { run, studyId, researcher } = study
  for (const person of await enrolPeople(studyId, 3, 'C')) await judgeAll(person)
  await workOut(study, study.annotatorId)
  const join = (codePrefix: string, name: string) =>
    amendStudy(run, {
      kind: 'MODEL',
      group: { name: `Others ${codePrefix}`, codePrefix },
      model: { ...study.input, model: name },
      reason: 'A reviewer asked.',
    })
  await setStatus(run, 'close')
  const before = await resultsOf(study)
  expect(before.analysis.judges?.worth.map(({ code }) => code)).toEqual(['G01'])

  const wanted = await countsOf(studyId)
  expect(await join('H', 'scripted-2')).toBe(1)
  const late = await db.annotator.findFirstOrThrow({ where: { studyId, code: 'H01' } })
  expect(late).toMatchObject({ exploratory: true, excludedReason: expect.stringContaining('exploratory') })
  // What it has not done is wanted by nobody.
  expect(await countsOf(studyId)).toEqual(wanted)
  await workOut(study, late.id)
  expect(await countsOf(studyId)).toEqual({ wanted: wanted.wanted + 16, done: wanted.done + 16 })
  expect(await checkRun({ studyId, annotatorId: late.id })).toMatchObject({ slots: 24, done: 24, wrong: NOTHING_WRONG })
  expect((await db.study.findUniqueOrThrow({ where: { id: studyId } })).status).toBe('CLOSED')

  const after = await resultsOf(study)
  const { judges, account, ...rest } = after.analysis
  const { judges: judgesBefore, account: accountBefore, ...restBefore } = before.analysis
  // Figures and statistics of before, to the last digit.
  expect(rest).toEqual(restBefore)
  expect(after.rates).toEqual(before.rates)
  expect(judges).toMatchObject({
    margin: judgesBefore?.margin,
    people: judgesBefore?.people,
    panel: judgesBefore?.panel,
  })
  expect(judges?.worth.slice(0, -1)).toEqual(judgesBefore?.worth)
  expect(judges?.habits.slice(0, -1)).toEqual(judgesBefore?.habits)
  // Its own numbers, marked.
  expect(judges?.worth.at(-1)).toMatchObject({ code: 'H01', model: 'scripted-2 (exploratory)', group: 'Others H' })
  const { answered, outcomes } = judges?.habits.at(-1) ?? {}
  expect(outcomes).toEqual({ unparsed: 8 })
  expect(answered).toBe(16)
  // What is left out is said, with its reason.
  expect(account.leftOut).toEqual({ ...accountBefore.leftOut, exploratory: 16 })
  expect(after.leftOut.find(({ reason }) => reason === 'exploratory')).toMatchObject({
    ...{ count: 16, why: 'Language models that joined once the study was closed' },
  })
  const own = after.lines.filter(({ annotator }) => annotator === 'H01')
  expect(new Set(own.map(({ left_out }) => left_out))).toEqual(new Set(['exploratory']))
  expect(own.filter(({ flag }) => flag === 'no_verdict')).toHaveLength(8)
  expect(after.told).toEqual(JSON.parse(JSON.stringify(after.analysis)))
  expect((await recompute(readExport(after.file))).counted).toBe(after.rates.counted)

  // One that never says which: known by what it did instead, on the page and in the file.
  model.follow(() => acts.say('Well.'))
  await join('J', 'scripted-3')
  await workOut(study, (await db.annotator.findFirstOrThrow({ where: { studyId, code: 'J01' } })).id)
  const last = await resultsOf(study)
  expect(last.analysis.judges?.habits.at(-1)).toMatchObject({
    ...{ code: 'J01', model: 'scripted-3 (exploratory)', answered: 0, outcomes: { unparsed: 24 } },
    noVerdict: { share: 1 },
  })
  expect(last.analysis.judges?.worth).toEqual(judges?.worth)
  expect(last.told).toEqual(JSON.parse(JSON.stringify(last.analysis)))
  const { modelAnswers } = await recompute(readExport(last.file))
  expect(modelAnswers.map(({ group }) => group)).toEqual(['Machines'])
  expect(await countsOf(studyId)).toEqual({ wanted: wanted.wanted + 16, done: wanted.done + 16 })

  const amendment = await db.amendment.findFirstOrThrow({ where: { studyId }, orderBy: { number: 'asc' } })
  expect(amendment.after).toMatchObject({ added: 'H01', exploratory: true })
  const manage = await authorizeActor(researcher, studyId, 'annotators:manage')
  await expect(includeAnnotator(manage, { annotatorId: late.id })).rejects.toMatchObject({ code: 'conflict' })
  await expect(
    db.annotator.updateMany({ where: { studyId, id: late.id }, data: { excludedAt: null } }),
  ).rejects.toThrow(/exploratory/)
})
