import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeOpenStudy, makeStudyWithKnown } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { readAnnotators } from './read-annotators'
import { readChecks } from './read-checks'
import { readLeases } from './read-leases'
import { readPace } from './read-pace'
import { countSetAside } from './read-set-aside'
import { readSides } from './read-sides'
import { readSpeed } from './read-speed'

type Study = Awaited<ReturnType<typeof makeOpenStudy>>
const see = ({ researcher, studyId }: Study) => authorizeActor(researcher, studyId, 'study:read')

/** Dates a study's done slots anew, in rank order. */
async function date(studyId: string, times: readonly string[], activeMs: readonly number[]): Promise<void> {
  const done = await db.assignment.findMany({ where: { studyId, doneAt: { not: null } }, orderBy: { rank: 'asc' } })
  expect(done).toHaveLength(times.length)
  for (const [index, { id }] of done.entries())
    await db.assignment.update({
      where: { studyId_id: { studyId, id } },
      data: { doneAt: new Date(times[index] as string), activeMs: activeMs[index] ?? 1000 },
    })
}

test('the pace is counted by hour and day, and compared with the days before', async () => {
  const study = await makeOpenStudy({ prompts: 6, overlap: 2 })
  const [first, second] = await enrolPeople(study.studyId, 2)
  if (first) await judgeAll(first, undefined, 3)
  if (second) await judgeAll(second, undefined, 3)
  await db.study.update({ where: { id: study.studyId }, data: { openedAt: new Date('2026-03-16T12:00:00Z') } })
  const times = ['16T13:10', '16T13:50', '17T13:20', '18T09:05', '18T13:59', '18T14:10']
  await date(
    study.studyId,
    times.map((time) => `2026-03-${time}:00Z`),
    [10_000, 20_000, 7000, 1000, 2000, 9000],
  )
  const { days, hours } = await readPace(await see(study), new Date('2026-03-18T14:20:00Z'))
  expect(days).toEqual([
    { day: '2026-03-18', judgments: 3, annotators: expect.any(Number), medianSeconds: 2 },
    { day: '2026-03-17', judgments: 1, annotators: 1, medianSeconds: 7 },
    { day: '2026-03-16', judgments: 2, annotators: expect.any(Number), medianSeconds: 15 },
  ])
  const busy = hours.filter(({ today, usual }) => today + usual > 0)
  expect(busy).toEqual([
    { hour: 9, today: 1, usual: 0 },
    { hour: 13, today: 1, usual: 1.5 },
    { hour: 14, today: 1, usual: 0 },
  ])
})

test('practice is no part of the pace', async () => {
  const study = await makeStudyWithKnown(['PRACTICE'], { prompts: 3 })
  const [person] = await enrolPeople(study.studyId, 1)
  if (person) await judgeAll(person, undefined, 1)
  const { days, hours } = await readPace(await see(study), new Date())
  expect(days).toEqual([expect.objectContaining({ judgments: 0, annotators: 0, medianSeconds: null })])
  expect(hours).toHaveLength(24)
})

test('leases are counted while they run, and as lapsed afterwards', async () => {
  const study = await makeOpenStudy({ prompts: 4 })
  const [person] = await enrolPeople(study.studyId, 1)
  if (person) await nextDesk(person.access)
  expect(await readLeases(await see(study))).toEqual({ held: 2, holders: 1, oldestMinutes: 0, lapsed: 0 })
  const [slot] = await db.assignment.findMany({ where: { studyId: study.studyId, annotatorId: { not: null } } })
  await db.assignment.update({
    where: { studyId_id: { studyId: study.studyId, id: slot?.id ?? '' } },
    data: { leaseUntil: new Date(Date.now() - 1000) },
  })
  expect(await readLeases(await see(study))).toMatchObject({ held: 1, holders: 1, lapsed: 1 })
})

test('checks that are no tie and gold that differs are failed', async () => {
  const study = await makeStudyWithKnown(['GOLD'], { prompts: 4, design: { identicalChecks: 2 } })
  const { studyId } = study
  const [careless, careful] = await enrolPeople(studyId, 2)
  if (careless) await judgeAll(careless, () => ['A'])
  if (careful) await judgeAll(careful, () => ['TIE'])
  const found = await readChecks(await see(study))
  const of = (id: string | undefined) =>
    found.filter(({ annotatorId }) => annotatorId === id).map(({ kind, judged, failed }) => ({ kind, judged, failed }))
  // Whoever always says that the left answer is better is right about the gold item when arm A stood there.
  const gold = await db.assignment.findFirstOrThrow({
    where: { studyId, item: { kind: 'GOLD' }, keptForId: careless?.annotator.id ?? '' },
  })
  expect(of(careless?.annotator.id)).toEqual([
    { kind: 'CHECK', judged: 2, failed: 2 },
    { kind: 'GOLD', judged: 1, failed: gold.leftIsA ? 0 : 1 },
  ])
  expect(of(careful?.annotator.id)).toEqual([
    { kind: 'CHECK', judged: 2, failed: 0 },
    { kind: 'GOLD', judged: 1, failed: 1 },
  ])
})

test('verdicts sooner than the texts can be read are counted, of the last ones', async () => {
  const study = await makeOpenStudy({ prompts: 3 })
  const [person] = await enrolPeople(study.studyId, 1)
  if (person) await judgeAll(person)
  // Two answers of 17 characters each, "Reply 123456 to 1": 34 at 90 a second are 378 ms.
  const slots = await db.assignment.findMany({ where: { studyId: study.studyId } })
  for (const [index, { id }] of slots.entries())
    await db.assignment.update({
      where: { studyId_id: { studyId: study.studyId, id } },
      data: { activeMs: [300, 377, 378][index] ?? 0 },
    })
  expect(await readSpeed(await see(study))).toEqual([{ annotatorId: person?.annotator.id, verdicts: 3, tooFast: 2 }])
})

test('sides and pairs set aside are counted by annotator and reason', async () => {
  const study = await makeOpenStudy({ prompts: 4 })
  const [person] = await enrolPeople(study.studyId, 1)
  if (!person) throw new Error('nobody')
  const { pairs } = await nextDesk(person.access)
  const flagged = { submissionKey: randomUUID(), elapsedMs: 1, activeMs: 1, flag: 'UNSAFE' as const }
  await judgeAndNext(person.seat, { assignmentId: pairs[0]?.assignmentId ?? '', ...flagged }, [])
  await judgeAll(person)
  expect(await countSetAside(await see(study))).toEqual([{ flag: 'UNSAFE', pairs: 1, items: 1 }])
  const [sides] = await readSides(await see(study))
  expect(sides).toMatchObject({ annotatorId: person.annotator.id, seen: 4 })
  expect(Math.abs(sides?.lean ?? 9)).toBeLessThanOrEqual(2)
})

test('of each annotator it is told how far they are, and why nothing is handed to them', async () => {
  const study = await makeOpenStudy({ prompts: 3, overlap: 1, design: { sharedItems: 1, cap: 2 } })
  const [first, , third, fourth] = await enrolPeople(study.studyId, 4)
  const read = async () => readAnnotators(await see(study), new Date())
  const states = async () => (await read()).map(({ code, now }) => `${code} ${now.state}`)
  expect(await states()).toEqual(['C01 not_begun', 'C02 not_begun', 'C03 not_begun', 'C04 not_begun'])
  if (third) await nextDesk(third.access)
  if (first) await judgeAll(first)
  if (fourth) await judgeAll(fourth)
  expect(await states()).toEqual(['C01 capped', 'C02 not_begun', 'C03 judging', 'C04 waiting'])
  const [one, two] = await read()
  expect(one).toMatchObject({
    done: 2,
    judgments: 2,
    setAside: 0,
    shared: 1,
    medianSeconds: 4,
    held: 0,
    kind: 'person',
  })
  expect(two).toMatchObject({
    done: 0,
    judgments: 0,
    shared: 1,
    sharedDone: 0,
    medianSeconds: null,
    lastVerdictAt: null,
  })
  // What they waited for is judged: nobody waits any more, though nobody has told them.
  if (third) await judgeAll(third)
  expect(await states()).toEqual(['C01 capped', 'C02 not_begun', 'C03 capped', 'C04 done'])
})
