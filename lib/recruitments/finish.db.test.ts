import { expect, test } from 'vitest'
import { deactivateAnnotator } from '@/lib/annotators/deactivate-annotator'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { personSeat } from '@/lib/engine/seat'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeOpenStudy, makeStudyWithKnown } from '@/lib/testing/fixtures'
import { judgeAll, makeSetAside, makeVerdict } from '@/lib/testing/judging'
import { CODES, comeIn, makeRecruitment, startJudging } from '@/lib/testing/recruitment'
import { finishPart } from './finish'
import { changeRecruitment } from './manage'
import { readArrival } from './read-arrival'

type Judging = NonNullable<Awaited<ReturnType<typeof startJudging>>>

async function begin(token: string, participant: string): Promise<Judging> {
  const judging = await startJudging(token, participant)
  if (!judging) throw new Error('no room')
  return judging
}

const pageOf = (token: string, judging: Judging) => readArrival(token, judging, null)

test('who has judged all there is has completed: the code is known once, and then always the same', async () => {
  const study = await makeOpenStudy({ prompts: 3 })
  const { token, access, input, recruitmentId } = await makeRecruitment(study)
  const judging = await begin(token, 'p')
  await judgeAll(judging, undefined, 2)
  expect(await finishPart(judging.desk)).toEqual({ isOver: false })
  expect(await pageOf(token, judging)).toMatchObject({ kind: 'start', hasBegun: true })
  await judgeAll(judging)
  const answers = await Promise.all([1, 2, 3].map(() => finishPart(judging.desk)))
  expect(answers).toEqual([{ isOver: true }, { isOver: true }, { isOver: true }])
  const ended = {
    ...{ kind: 'ended', platform: 'PROLIFIC', ending: 'COMPLETED', hasBegun: true, code: CODES.COMPLETED },
    address: `https://app.prolific.com/submissions/complete?cc=${CODES.COMPLETED}`,
  }
  expect(await pageOf(token, judging)).toEqual(ended)
  // What was decided stays, whatever the recruitment says from now on.
  const endings = { ...input.endings, COMPLETED: { code: 'ANOTHER1', address: '' } }
  await changeRecruitment(access, recruitmentId, { ...input, endings })
  expect(await finishPart(judging.desk)).toEqual({ isOver: true })
  expect(await pageOf(token, judging)).toEqual(ended)
  expect(JSON.stringify(answers)).not.toContain(CODES.COMPLETED)
})

test('of all who finish at once no more complete than there are places; the others are told that it is full', async () => {
  const study = await makeOpenStudy({ prompts: 12, design: { cap: 1 } })
  const { token } = await makeRecruitment(study, { places: 4, overbooking: 50 })
  const people = []
  for (let nth = 0; nth < 6; nth++) people.push(await begin(token, `p${nth}`))
  for (const person of people) await judgeAll(person)
  await Promise.all(people.map(({ desk }) => finishPart(desk)))
  const endings = await db.participation.findMany({ where: { studyId: study.studyId }, select: { ending: true } })
  expect(endings.map(({ ending }) => ending).sort()).toEqual([...Array(4).fill('COMPLETED'), 'FULL', 'FULL'])
  expect((await readArrival(token, await comeIn(token, 'late'), null)).kind).toBe('ended')
})

test('practice below the bar screens out before the rest is judged, and what was held goes to others', async () => {
  const study = await makeStudyWithKnown(['PRACTICE', 'PRACTICE'], { prompts: 6 })
  const { studyId } = study
  const { token } = await makeRecruitment(study, { practiceRight: 2 })
  const outcomes = []
  for (const [participant, wrong] of [
    ['good', 0],
    ['bad', 1],
  ] as const) {
    const judging = await begin(token, participant)
    const annotator = await db.annotator.findFirstOrThrow({ where: { studyId, userId: judging.actor.id } })
    for (let nth = 0; nth < 2; nth++) {
      const { id, leftIsA } = await heldPractice(studyId, judging)
      expect(await finishPart(judging.desk)).toEqual({ isOver: false })
      const right = leftIsA ? 'A' : 'B'
      const said = nth < wrong ? 'TIE' : right
      await judgeAndNext(personSeat(judging.access), await makeVerdict(id, said), [])
    }
    outcomes.push(await finishPart(judging.desk))
    const held = await db.assignment.count({ where: { studyId, annotatorId: annotator.id, doneAt: null } })
    expect(held > 0).toBe(wrong === 0)
  }
  expect(outcomes).toEqual([{ isOver: false }, { isOver: true }])
  const [out] = await db.participation.findMany({ where: { studyId, ending: { not: null } } })
  expect(out).toMatchObject({ ending: 'SCREENED_OUT', code: CODES.SCREENED_OUT })
})

async function heldPractice(studyId: string, { access, actor }: Judging) {
  await nextDesk(access)
  return db.assignment.findFirstOrThrow({
    where: { studyId, annotator: { userId: actor.id }, doneAt: null, item: { kind: 'PRACTICE' } },
    orderBy: { leasedAt: 'asc' },
  })
}

test('missed gold items fail the checks at the end and never before', async () => {
  const study = await makeStudyWithKnown(['GOLD', 'GOLD'], { prompts: 6 })
  const { studyId } = study
  const { token } = await makeRecruitment(study, { missedChecks: 2 })
  const judging = await begin(token, 'p')
  const gold = await db.assignment.findMany({
    where: { studyId, keptFor: { userId: judging.actor.id }, item: { kind: 'GOLD' } },
  })
  expect(gold.length).toBe(2)
  await judgeAll(judging, () => ['TIE'])
  expect(await finishPart(judging.desk)).toEqual({ isOver: true })
  expect(await pageOf(token, judging)).toMatchObject({ ending: 'FAILED_CHECKS', code: CODES.FAILED_CHECKS })
})

test('who set everything aside is looked at by a person, and who found nothing to judge is told that it is full', async () => {
  const study = await makeOpenStudy({ prompts: 2, design: { cap: 2 } })
  const { studyId } = study
  const { token } = await makeRecruitment(study)
  const [none, aside] = [await begin(token, 'none'), await begin(token, 'aside')]
  const other = await begin(token, 'other')
  for (let desk = await nextDesk(aside.access); desk.pairs[0]; )
    desk = (await judgeAndNext(personSeat(aside.access), makeSetAside(desk.pairs[0].assignmentId), [])).desk
  await judgeAll(other)
  const left = await nextDesk(none.access)
  if (left.pairs.length > 0)
    await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  for (const { desk } of [aside, none]) expect(await finishPart(desk)).toEqual({ isOver: true })
  expect(await pageOf(token, aside)).toMatchObject({ ending: 'FAILED_CHECKS' })
  expect(await pageOf(token, none)).toMatchObject({ ending: 'FULL' })
})

test('a pause ends nobody’s part; a closing, or being removed by the researchers, does', async () => {
  const study = await makeOpenStudy({ prompts: 4 })
  const { studyId, researcher } = study
  const { token } = await makeRecruitment(study)
  const [one, other] = [await begin(token, 'one'), await begin(token, 'other')]
  for (const each of [one, other]) await judgeAll(each, undefined, 1)
  await db.study.update({ where: { id: studyId }, data: { status: 'PAUSED' } })
  await db.assignment.updateMany({
    where: { studyId, doneAt: null },
    data: { annotatorId: null, leasedAt: null, leaseUntil: null },
  })
  expect(await finishPart(one.desk)).toEqual({ isOver: false })
  const annotator = await db.annotator.findFirstOrThrow({ where: { studyId, userId: other.actor.id } })
  await deactivateAnnotator(await authorizeActor(researcher, studyId, 'annotators:manage'), {
    annotatorId: annotator.id,
  })
  expect(await finishPart(other.desk)).toEqual({ isOver: true })
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  expect(await finishPart(one.desk)).toEqual({ isOver: true })
  expect(await pageOf(token, one)).toMatchObject({ ending: 'COMPLETED' })
})

test('who came by an invite has nothing to finish', async () => {
  const study = await makeOpenStudy()
  await makeRecruitment(study)
  const [person] = await enrolPeople(study.studyId, 1)
  if (!person) throw new Error('nobody enrolled')
  const desk = await authorizeActor(person.actor, study.studyId, 'desk:open')
  await expect(finishPart(desk)).rejects.toMatchObject({ code: 'not_found' })
})

test('addresses of a panel are filled in for whom they are, percent-encoded', async () => {
  const study = await makeOpenStudy({ prompts: 1 })
  const address = 'https://panel.example/back?id={participant}&s={session}&how={outcome}&x={code}'
  const { token } = await makeRecruitment(study, {
    platform: 'PANEL',
    parameters: { participant: 'PROLIFIC_PID', session: 'SESSION_ID', study: null },
    endings: { ...emptyEndings(), COMPLETED: { code: 'A_B', address } },
  })
  const judging = await begin(token, 'p.1')
  await judgeAll(judging)
  await finishPart(judging.desk)
  expect(await pageOf(token, judging)).toMatchObject({
    address: 'https://panel.example/back?id=p.1&s=s-p.1&how=completed&x=A_B',
  })
})

function emptyEndings() {
  const none = { code: '', address: '' }
  return { COMPLETED: none, SCREENED_OUT: none, NO_CONSENT: none, FAILED_CHECKS: none, FULL: none, DEVICE: none }
}
