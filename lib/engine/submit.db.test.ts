import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { makeRevision, makeSetAside, makeVerdict } from '@/lib/testing/judging'
import { revise } from './revise'
import { setAside } from './set-aside'
import { submit } from './submit'

async function start(shape: Parameters<typeof makeOpenStudy>[0] = {}) {
  const { studyId } = await makeOpenStudy(shape)
  const people = await enrolPeople(studyId, 2)
  const [me, other] = people as [(typeof people)[number], (typeof people)[number]]
  const { pairs } = await nextDesk(me.access)
  const assignmentId = pairs[0]?.assignmentId ?? ''
  return { studyId, me, other, assignmentId, verdict: await makeVerdict(assignmentId) }
}

test('the same submission, ten times at once, stores one judgment', async () => {
  const { studyId, me, verdict } = await start()
  await Promise.all(Array.from({ length: 10 }, () => submit(me.seat, verdict)))
  expect(await db.judgment.count({ where: { studyId } })).toBe(1)
})

test('what the desk asked before it took a verdict is stored with it, once', async () => {
  const { studyId, me, verdict, assignmentId } = await start()
  const read = () => db.assignment.findUniqueOrThrow({ where: { studyId_id: { studyId, id: assignmentId } } })
  await submit(me.seat, { ...verdict, asked: 'BOTH', hasty: true })
  expect(await read()).toMatchObject({ asked: 'BOTH', hasty: true, elapsedMs: 4200, activeMs: 4000 })
  // Retried, or given in another window too: the first stands.
  await submit(me.seat, { ...verdict, asked: 'BOTH', hasty: true })
  await submit(me.seat, { ...(await makeVerdict(assignmentId, 'A')), asked: 'TIME', hasty: false })
  expect(await read()).toMatchObject({ asked: 'BOTH', hasty: true })
  const plain = await start()
  await submit(plain.me.seat, plain.verdict)
  const where = { studyId_id: { studyId: plain.studyId, id: plain.assignmentId } }
  expect(await db.assignment.findUniqueOrThrow({ where })).toMatchObject({ asked: null, hasty: false })
})

test('the side is undone: what stood left is judged as the arm it was', async () => {
  const { studyId, me } = await start({ prompts: 8 })
  for (let done = 0; done < 8; done++) {
    const { pairs } = await nextDesk(me.access)
    await submit(me.seat, await makeVerdict(pairs[0]?.assignmentId ?? '', 'A'))
  }
  const stored = await db.judgment.findMany({ where: { studyId }, include: { assignment: true } })
  expect(stored.map(({ choice, score }) => [choice, score])).toEqual(
    stored.map(({ assignment }) => (assignment.leftIsA ? ['A', 1] : ['B', -1])),
  )
  expect(new Set(stored.map(({ choice }) => choice))).toEqual(new Set(['A', 'B']))
})

test('another window’s verdict comes second and is told so', async () => {
  const { studyId, me, verdict, assignmentId } = await start()
  await submit(me.seat, verdict)
  await submit(me.seat, await makeVerdict(assignmentId, 'A'))
  await expect(submit(me.seat, await makeVerdict(assignmentId, 'TIE'))).rejects.toMatchObject({
    code: 'already_judged',
  })
  expect(await db.judgment.findMany({ where: { studyId } })).toHaveLength(1)
})

test('somebody else’s assignment is refused, and nothing is stored', async () => {
  const { studyId, other, verdict } = await start()
  await expect(submit(other.seat, verdict)).rejects.toMatchObject({ code: 'slot_lost' })
  await expect(submit(other.seat, await makeVerdict(randomUUID()))).rejects.toMatchObject({ code: 'slot_lost' })
  expect(await db.judgment.count({ where: { studyId } })).toBe(0)
  expect(await db.assignment.count({ where: { studyId, doneAt: { not: null } } })).toBe(0)
})

test('an assignment of another study does not exist here', async () => {
  const { verdict } = await start()
  const elsewhere = await start()
  await expect(submit(elsewhere.me.seat, verdict)).rejects.toMatchObject({ code: 'slot_lost' })
})

test('a verdict that is no option leaves the slot open', async () => {
  const { studyId, me, assignmentId } = await start()
  await expect(submit(me.seat, await makeVerdict(assignmentId, 'C'))).rejects.toMatchObject({ code: 'invalid' })
  expect(await db.assignment.count({ where: { studyId, doneAt: { not: null } } })).toBe(0)
})

test('a pair on a screen may be judged while the study is paused, and within its lease when it has closed', async () => {
  const { studyId, me, verdict } = await start({ prompts: 3 })
  await db.study.update({ where: { id: studyId }, data: { status: 'PAUSED' } })
  await submit(me.seat, verdict)

  await db.study.update({ where: { id: studyId }, data: { status: 'OPEN' } })
  const { pairs } = await nextDesk(me.access)
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  await submit(me.seat, await makeVerdict(pairs[0]?.assignmentId ?? ''))
  await db.$executeRaw`UPDATE "Assignment" SET "leaseUntil" = now() - interval '1 second' WHERE "studyId" = ${studyId}::uuid`
  const late = submit(me.seat, await makeVerdict(pairs[1]?.assignmentId ?? ''))
  await expect(late).rejects.toMatchObject({ code: 'late' })
  expect(await db.judgment.count({ where: { studyId } })).toBe(2)
  expect(await db.lateVerdict.findMany({ where: { studyId } })).toMatchObject([
    { assignmentId: pairs[1]?.assignmentId, annotatorId: me.annotator.id, reason: 'CLOSED', activeMs: 4000 },
  ])
})

test('what reaches the browser names no item, response, system or arm', async () => {
  const { studyId, me } = await start()
  const desk = JSON.stringify(await nextDesk(me.access))
  const [items, responses, systems] = await Promise.all([
    db.item.findMany({ where: { studyId } }),
    db.systemResponse.findMany(),
    db.system.findMany(),
  ])
  const ids = [...items, ...responses, ...systems].map(({ id }) => id)
  for (const secret of [...ids, ...systems.map(({ name }) => name), 'leftIsA']) expect(desk).not.toContain(secret)
})

test('a change of mind adds a row, among the last few verdicts only, while the study is open', async () => {
  const { studyId, me } = await start({ prompts: 4, design: { reviseLast: 2 } })
  const given: string[] = []
  for (let desk = await nextDesk(me.access); desk.pairs[0]; desk = await nextDesk(me.access)) {
    given.push(desk.pairs[0].assignmentId)
    await submit(me.seat, await makeVerdict(desk.pairs[0].assignmentId, 'A'))
  }
  const change = async (nth: number, choice: string) => revise(me.seat, await makeRevision(given[nth] ?? '', choice))
  await expect(change(1, 'TIE')).rejects.toMatchObject({ code: 'too_late' })
  await change(3, 'TIE')
  await change(3, 'B')
  const rows = await db.judgment.findMany({
    where: { studyId, assignmentId: given[3] ?? '' },
    orderBy: { createdAt: 'asc' },
  })
  expect(rows).toHaveLength(3)
  expect(rows.filter(({ supersededAt }) => supersededAt === null)).toEqual([rows[2]])
  expect(rows.map(({ score }) => Math.abs(score))).toEqual([1, 0, 1])
  expect(rows[2]?.choice).not.toBe(rows[0]?.choice)
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  await expect(change(2, 'TIE')).rejects.toMatchObject({ code: 'study_closed' })
})

test('a change of mind, sent ten times at once, adds one row', async () => {
  const { studyId, me, verdict, assignmentId } = await start()
  await submit(me.seat, verdict)
  const revision = await makeRevision(assignmentId, 'TIE')
  await Promise.all(Array.from({ length: 10 }, () => revise(me.seat, revision)))
  expect(await db.judgment.count({ where: { studyId } })).toBe(2)
  expect(await db.judgment.count({ where: { studyId, supersededAt: null } })).toBe(1)
})

test('what one cannot judge goes to somebody else, and is not asked of oneself again', async () => {
  const { studyId, me, other } = await start({ prompts: 1 })
  const { pairs } = await nextDesk(me.access)
  const aside = { ...makeSetAside(pairs[0]?.assignmentId ?? ''), note: 'Law of Malta.' }
  await setAside(me.seat, aside)
  await setAside(me.seat, aside)
  expect(await nextDesk(me.access)).toMatchObject({ status: 'done', pairs: [] })
  const { pairs: others } = await nextDesk(other.access)
  expect(others).toHaveLength(1)
  await submit(other.seat, await makeVerdict(others[0]?.assignmentId ?? ''))
  const slots = await db.assignment.findMany({ where: { studyId }, orderBy: { slot: 'asc' } })
  expect(slots.map(({ flag, flagNote }) => [flag, flagNote])).toEqual([
    ['NEEDS_EXPERTISE', 'Law of Malta.'],
    [null, null],
  ])
  expect(slots[1]?.leftIsA).toBe(slots[0]?.leftIsA)
  expect(await db.judgment.count({ where: { studyId } })).toBe(1)
})

test('where a reason is required a verdict without one is refused; where none is asked none is kept', async () => {
  const { studyId, me, verdict } = await start({ design: { rationale: 'REQUIRED' } })
  await expect(submit(me.seat, verdict)).rejects.toMatchObject({ code: 'invalid' })
  await expect(submit(me.seat, { ...verdict, rationale: '  ' })).rejects.toMatchObject({ code: 'invalid' })
  await submit(me.seat, { ...verdict, rationale: ' It cites its source. ' })
  const stored = await db.assignment.findFirst({ where: { studyId, doneAt: { not: null } } })
  expect(stored?.rationale).toBe('It cites its source.')
  const off = await start()
  await submit(off.me.seat, { ...off.verdict, rationale: 'Nobody asked.' })
  expect(await db.assignment.count({ where: { studyId: off.studyId, rationale: { not: null } } })).toBe(0)
})

test.each([
  ['required', 'REQUIRED', '  ', 'It cites its source.'],
  ['required and not sent', 'REQUIRED', undefined, 'It cites its source.'],
  ['optional', 'OPTIONAL', '  ', null],
  ['optional and not sent', 'OPTIONAL', undefined, 'It cites its source.'],
  ['replaced', 'REQUIRED', ' Shorter. ', 'Shorter.'],
] as const)('a change of mind leaves or clears a reason that is %s', async (_, policy, rationale, kept) => {
  const { studyId, me, verdict, assignmentId } = await start({ design: { rationale: policy } })
  await submit(me.seat, { ...verdict, rationale: 'It cites its source.' })
  const revised = revise(me.seat, { ...(await makeRevision(assignmentId, 'TIE')), rationale })
  const isRefused = policy === 'REQUIRED' && rationale?.trim() === ''
  if (isRefused) await expect(revised).rejects.toMatchObject({ code: 'invalid' })
  else await revised
  const where = { studyId_id: { studyId, id: assignmentId } }
  expect((await db.assignment.findUniqueOrThrow({ where })).rationale).toBe(kept)
  expect(await db.judgment.count({ where: { studyId, supersededAt: null, choice: 'TIE' } })).toBe(isRefused ? 0 : 1)
})

test('nothing is handed out before consent is given', async () => {
  const { studyId } = await makeOpenStudy({ design: { consent: 'I take part freely.' } })
  const [person] = await enrolPeople(studyId, 1)
  const access = (person as Awaited<ReturnType<typeof enrolPeople>>[number]).access
  expect(await nextDesk(access)).toMatchObject({ status: 'consent', pairs: [] })
  await db.annotator.updateMany({ where: { studyId }, data: { consentedAt: new Date() } })
  expect((await nextDesk(access)).pairs).toHaveLength(2)
})
