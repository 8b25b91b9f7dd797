import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { excludeAnnotator } from '@/lib/annotators/exclude-annotator'
import { listParts } from '@/lib/annotators/list-parts'
import { countAnnotator } from '@/lib/annotators/read-annotator'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { toItemQuery } from '@/lib/explorer/item-query'
import { listItems } from '@/lib/explorer/list-items'
import { exportJudgments } from '@/lib/exports/export-judgments'
import { toFigureQuery } from '@/lib/figures/figure-query'
import { readFigureCounts } from '@/lib/figures/read-counts'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import { addUp, layOutProgress } from '@/lib/monitor/progress-rows'
import { readAnnotators } from '@/lib/monitor/read-annotators'
import { readProgress } from '@/lib/monitor/read-progress'
import { readMonitoredStudy } from '@/lib/monitor/read-study'
import { listStudies } from '@/lib/studies/list-studies'
import { openStudy } from '@/lib/studies/open-study'
import { updateStudy } from '@/lib/studies/update-study'
import { enrolPeople, loadComparison, makeDraft } from '@/lib/testing/fixtures'
import { judgeAll, makeSetAside, makeVerdict } from '@/lib/testing/judging'
import { answersOf } from './answers'
import { plannedJudgments } from './planned'
import { readPlan } from './read-plan'
import { countStudy } from './study-counts'

/*
 * Ten prompts against one baseline: one pair is gold, one practice, eight regular items, of which two are shared. The
 * other six are wanted twice by anybody, half of them again by whoever judged first. Two identical pairs. Three people.
 */
const PEOPLE = 3
const POOL = 6 * 2
const REPEATS = 2 * 3
const EACH = { shared: 2, check: 2, gold: 1, practice: 1 }
const WANTED = POOL + REPEATS + PEOPLE * (EACH.shared + EACH.check + EACH.gold)

type Draft = Awaited<ReturnType<typeof makeDraft>>
let study: Draft
let people: Awaited<ReturnType<typeof enrolPeople>>
let plan: Awaited<ReturnType<typeof readPlan>>
let planned: ReturnType<typeof plannedJudgments>

const may = {
  read: () => authorizeActor(study.researcher, study.studyId, 'study:read'),
  results: () => authorizeActor(study.researcher, study.studyId, 'study:results'),
  manage: () => authorizeActor(study.researcher, study.studyId, 'annotators:manage'),
}

beforeAll(async () => {
  const groups = [{ name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: PEOPLE }]
  const shape = { sharedItems: 2, identicalChecks: 2, repeatShare: 0.5, looks: 'ANYTIME' as const, groups }
  study = await makeDraft({ prompts: 10, overlap: 2, design: shape })
  const { studyId, promptSet, researcher } = study
  const prompts = await db.prompt.findMany({ where: { promptSetId: promptSet.id }, orderBy: { position: 'asc' } })
  const [focal, baseline] = promptSet.systems.map(({ id }) => id)
  const known = (['GOLD', 'PRACTICE'] as const).map((kind, index) => ({
    ...{ kind, promptId: prompts[index]?.id ?? '', expected: 'A', feedback: 'Because.' },
    ...{ systemAId: focal ?? '', systemBId: baseline ?? '' },
  }))
  const design = { ...(await loadComparison(studyId)), known }
  await updateStudy(await authorizeActor(researcher, studyId, 'study:design'), design)
  plan = await readPlan(await may.read())
  planned = plannedJudgments(design, { prompts: 10, taken: 2 })
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  people = await enrolPeople(studyId, PEOPLE)
})

async function everywhere() {
  const [read, results, manage] = [await may.read(), await may.results(), await may.manage()]
  const monitored = await readMonitoredStudy(read)
  const { cells } = await readProgress(read)
  const { total, practice } = layOutProgress(cells, monitored)
  const { rows: home } = await listStudies(authorizeActorSite(study.researcher, 'studies:list'))
  const annotators = await readAnnotators(manage, new Date())
  const each = await Promise.all(people.map(({ annotator }) => countAnnotator(manage, annotator.id)))
  const items = await listItems(results, toItemQuery({}))
  const { result } = await readFigureCounts(results, toFigureQuery({}))
  return { counts: await countStudy(read), monitored, total, practice, home, annotators, each, items, result }
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

test('the plan, the opening dialog and the opened study name the same items and judgments', async () => {
  expect(plan).toMatchObject({
    items: { regular: 8, check: 2, gold: 1, practice: 1 },
    judgments: POOL + REPEATS,
    joiner: EACH,
  })
  expect([planned.items, planned.known, planned.practice]).toEqual([8, WANTED, PEOPLE])
  const { counts, monitored, total, home, items } = await everywhere()
  expect(counts).toMatchObject({ items: plan?.items, wanted: WANTED, done: 0, answers: 0 })
  expect([monitored.items, monitored.joiner]).toEqual([plan?.items, EACH])
  expect(addUp(total)).toEqual({ done: 0, wanted: WANTED })
  expect(home.find(({ id }) => id === study.studyId)).toMatchObject({ done: 0, wanted: WANTED })
  expect(items.items).toBe(12)
})

test('judged in part, with a pair set aside, a change of mind and somebody left out, every page counts the same', async () => {
  const [first, second, third] = people as [(typeof people)[number], (typeof people)[number], (typeof people)[number]]
  // A pool pair, after the practice one, is set aside: another slot takes its place, and a repeat of it never comes.
  const start = (await nextDesk(first.access)).pairs
  await judgeAndNext(first.seat, await makeVerdict(start[0]?.assignmentId ?? ''), [])
  const pool = (await nextDesk(first.access)).pairs[0]
  await judgeAndNext(first.seat, makeSetAside(pool?.assignmentId ?? ''), [])
  for (const person of [first, second, third]) await judgeAll(person)
  const own = await db.assignment.findFirstOrThrow({
    where: {
      studyId: study.studyId,
      annotatorId: second.annotator.id,
      repeat: 0,
      item: { kind: 'REGULAR' },
      flag: null,
    },
    orderBy: { doneAt: 'desc' },
    include: { judgments: true },
  })
  const old = own.judgments[0]
  await db.$transaction([
    db.judgment.updateMany({ where: { assignmentId: own.id }, data: { supersededAt: new Date() } }),
    db.judgment.create({
      data: {
        ...{ studyId: study.studyId, assignmentId: own.id, criterionId: old?.criterionId ?? '' },
        ...{ choice: 'TIE', score: 0, submissionKey: randomUUID() },
      },
    }),
  ])
  await excludeAnnotator(await may.manage(), { annotatorId: third.annotator.id, reason: 'asked to be' })

  const { counts, total, practice, home, annotators, each, items, result } = await everywhere()
  const done = await db.assignment.findMany({
    where: { studyId: study.studyId, doneAt: { not: null } },
    include: { item: true, judgments: true },
  })
  const judged = done.filter(({ flag, item }) => !flag && item.kind !== 'PRACTICE')
  expect(judged.length).toBeGreaterThan(15)
  expect(counts.done).toBe(judged.length)
  expect(counts).toMatchObject({ practice: PEOPLE, setAside: 1, practiceSetAside: 0, replaced: 1, questions: 1 })
  expect(counts.judgments.excluded).toBe(judged.filter(({ annotatorId }) => annotatorId === third.annotator.id).length)
  expect(counts.judgments.repeats).toBeGreaterThan(0)

  expect(addUp(total)).toEqual({ done: counts.done, wanted: counts.wanted })
  expect(practice && addUp(practice)).toEqual({ done: PEOPLE, wanted: PEOPLE })
  expect(home.find(({ id }) => id === study.studyId)).toMatchObject({ done: counts.done, wanted: counts.wanted })
  expect(sum(annotators.map(({ judgments }) => judgments))).toBe(counts.done)
  expect(sum(annotators.map(({ setAside }) => setAside))).toBe(counts.setAside)
  expect(each.map(({ verdicts }) => verdicts)).toEqual(annotators.map(({ judgments }) => judgments))
  expect(each.map(({ setAside }) => setAside)).toEqual(annotators.map(({ setAside }) => setAside))

  // The list of items leaves out repeats and who is left out, and says so; figures leave out known items, too.
  const { regular, repeats, check, gold, excluded } = counts.judgments
  expect(items.judgments).toBe(regular + check + gold)
  expect(items.judgments + repeats + excluded).toBe(counts.done)
  expect(result.counted).toBe(regular)
  // Answers are rows: those replaced and of practice are on record, too.
  expect(counts.answers).toBe(counts.done + counts.practice + counts.replaced)
  expect(answersOf(result)).toEqual({
    answers: counts.answers,
    done: counts.done,
    replaced: 1,
    practice: 3,
    questions: 1,
  })
  let rows = 0
  const { batches } = await exportJudgments(await authorizeActor(study.researcher, study.studyId, 'study:export'))
  for await (const batch of batches) rows += batch.length
  expect(rows).toBe(counts.answers + counts.setAside)

  // What annotators read of themselves: pairs done, on the start page as on the desk.
  for (const { actor, access } of people) {
    const part = (await listParts(authorizeActorSite(actor, 'account:manage'))).find(
      (each) => each.studyId === study.studyId,
    )
    expect(part?.judged).toBe((await nextDesk(access)).judged)
  }
})
