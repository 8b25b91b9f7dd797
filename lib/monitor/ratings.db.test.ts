import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { countGiven } from '@/lib/annotators/count-given'
import { countAnnotator, countOutcomes } from '@/lib/annotators/read-annotator'
import { readHistory } from '@/lib/annotators/read-history'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { blankRating } from '@/lib/designs/blank-design'
import { toItemQuery } from '@/lib/explorer/item-query'
import { listItems } from '@/lib/explorer/list-items'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import { openStudy } from '@/lib/studies/open-study'
import { setStatus } from '@/lib/studies/set-status'
import { updateStudy } from '@/lib/studies/update-study'
import { enrolPeople } from '@/lib/testing/fixtures'
import { judgeAll, makeVerdict } from '@/lib/testing/judging'
import { loadRating, makeRatingDraft, makeRatingStudy } from '@/lib/testing/rating-study'
import { readMonitor } from './read-monitor'
import { readMonitoredStudy } from './read-study'

type Study = Awaited<ReturnType<typeof makeRatingStudy>>
type Person = Awaited<ReturnType<typeof enrolPeople>>[number]

async function monitor({ researcher, studyId }: Study) {
  const access = await authorizeActor(researcher, studyId, 'study:read')
  return readMonitor(access, await readMonitoredStudy(access))
}

/** The first prompt's response of the first system is gold: excellent. */
async function makeStudyWithGold(shape: Parameters<typeof makeRatingDraft>[0]): Promise<Study> {
  const draft = await makeRatingDraft(shape)
  const prompt = await db.prompt.findFirstOrThrow({ where: { promptSetId: draft.promptSet.id, position: 0 } })
  const known = [
    ...[{ kind: 'GOLD' as const, promptId: prompt.id, systemId: draft.promptSet.systems[0]?.id ?? '' }],
  ].map((each) => ({ ...each, expected: 'EXCELLENT', feedback: '' }))
  const access = await authorizeActor(draft.researcher, draft.studyId, 'study:design')
  await updateStudy(access, { ...(await loadRating(draft.studyId)), known })
  await openStudy(await authorizeActor(draft.researcher, draft.studyId, 'study:run'))
  return draft
}

test('of ratings the monitor counts by system, says nothing of sides, and knows gold and speed', async () => {
  const study = await makeStudyWithGold({ prompts: 6, systems: 2, overlap: 1 })
  const [person] = (await enrolPeople(study.studyId, 1)) as [Person]
  await judgeAll(person, () => ['PASS'], 7)
  const { progress, sides, items, checks, tooFast, same, annotators } = await monitor(study)
  const filled = progress.rows.map(({ label, cells }) => [label, cells[0]?.wanted])
  expect(filled).toEqual([
    ['Rated 1', 5],
    ['Rated 2', 6],
    ['Gold items', 1],
  ])
  const done = progress.total.cells.reduce((sum, cell) => sum + (cell?.done ?? 0), 0)
  expect(done).toBe(7)
  expect(sides).toBeNull()
  expect(items.over).toBe(0)
  expect(checks.gold.failed).toBe(checks.gold.judged)
  // Ten verdicts are too few to name anybody.
  expect([tooFast, same]).toEqual([[], []])
  expect(annotators).toMatchObject([{ judgments: 7 }])
})

test('gold that is graded turn by turn is missed, once, where any turn differs', async () => {
  const criteria = blankRating().criteria.map((criterion) => ({ ...criterion, unit: 'TURN' as const }))
  const design = { criteria, looks: 'ANYTIME' as const }
  const study = await makeStudyWithGold({ prompts: 2, systems: 1, overlap: 2, turns: 2, design })
  const [right, wrong] = (await enrolPeople(study.studyId, 2)) as [Person, Person]
  for (const [{ access, seat }, second] of [
    [right, 'EXCELLENT'],
    [wrong, 'PASS'],
  ] as const)
    for (let desk = await nextDesk(access); desk.pairs[0]; ) {
      const verdict = await makeVerdict(desk.pairs[0].assignmentId, 'EXCELLENT')
      const answers = verdict.answers.flatMap((answer) => [
        { ...answer, turn: 1 },
        { ...answer, turn: 2, choice: second },
      ])
      desk = (await judgeAndNext(seat, { ...verdict, answers }, [])).desk
    }
  expect((await monitor(study)).checks.gold).toEqual({ judged: 2, failed: 1 })
  const manage = await authorizeActor(study.researcher, study.studyId, 'annotators:manage')
  expect(await countAnnotator(manage, right.annotator.id)).toMatchObject({ gold: 1, goldFailed: 0 })
  expect(await countAnnotator(manage, wrong.annotator.id)).toMatchObject({ gold: 1, goldFailed: 1 })
  // The list behind the number has the turns that differ; a file has each turn beside what is known of it.
  const results = await authorizeActor(study.researcher, study.studyId, 'study:results')
  const missed = (annotator: string) =>
    listItems(results, toItemQuery({ show: 'missed', annotator })).then(({ items }) => items)
  expect([await missed(right.annotator.code), await missed(wrong.annotator.code)]).toEqual([0, 1])
})

test('whoever gives one option nearly always is named', async () => {
  const study = await makeRatingStudy({ prompts: 24, systems: 1, overlap: 3 })
  const [straight, ...others] = (await enrolPeople(study.studyId, 3)) as [Person, Person, Person]
  await judgeAll(straight, () => ['EXCELLENT'])
  const alone = await monitor(study)
  expect(alone.same).toEqual([{ annotatorId: straight.annotator.id, code: 'C01', count: 24, of: 24 }])
  for (const other of others) await judgeAll(other, (_, nth) => [['FAIL', 'PASS', 'EXCELLENT'][nth % 3] as string])
  expect((await monitor(study)).same.map(({ code }) => code)).toEqual(['C01'])
})

test('one annotator’s ratings are told turn by turn, and their grades once the study is closed', async () => {
  const study = await makeRatingStudy({ prompts: 2, systems: 1, overlap: 1, turns: 2 })
  const [person] = (await enrolPeople(study.studyId, 1)) as [Person]
  const [whole, turn] = await db.criterion.findMany({ where: { studyId: study.studyId }, orderBy: { position: 'asc' } })
  for (let desk = await nextDesk(person.access); desk.pairs[0]; ) {
    const verdict = {
      ...(await makeVerdict(desk.pairs[0].assignmentId)),
      submissionKey: randomUUID(),
      answers: [
        { criterion: whole?.id ?? '', turn: 0, choice: 'PASS' },
        { criterion: turn?.id ?? '', turn: 1, choice: 'SAFE' },
        { criterion: turn?.id ?? '', turn: 2, choice: 'UNSAFE' },
      ],
    }
    desk = (await judgeAndNext(person.seat, verdict, [])).desk
  }
  const access = await authorizeActor(study.researcher, study.studyId, 'annotators:manage')
  const { id } = person.annotator
  expect((await readHistory(access, id)).pairs.map(({ said }) => said)).toEqual([[], []])
  expect([await countGiven(access, id), await countOutcomes(access, id)]).toEqual([[], null])
  await setStatus(await authorizeActor(study.researcher, study.studyId, 'study:run'), 'close')
  const { pairs } = await readHistory(access, id)
  expect(pairs[0]?.systems).toEqual({ left: 'Rated 1', right: null })
  expect(pairs.map(({ said }) => said.map((each) => `${each.criterion} ${each.turn} ${each.label}`))).toEqual(
    Array(2).fill(['0 0 Pass', '1 1 Safe', '1 2 Unsafe']),
  )
  expect(await countGiven(access, id)).toEqual([
    { label: 'Fail', answers: 0 },
    { label: 'Pass', answers: 2 },
    { label: 'Excellent', answers: 0 },
  ])
  expect(await countAnnotator(access, id)).toMatchObject({ verdicts: 2, gold: 0, checks: 0 })
  expect(await countOutcomes(access, id)).toMatchObject({ judged: 2, repeats: 0 })
})
