import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { deactivateAnnotator } from '@/lib/annotators/deactivate-annotator'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { exportLate, type LateRow } from '@/lib/exports/late-verdicts'
import { fillReserve, judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import type { DeskState } from '@/lib/judgments/schema'
import { readLate } from '@/lib/monitor/read-late'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { setStatus } from '@/lib/studies/set-status'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { checkStudy, judgeAll, makeSetAside, makeVerdict, WHOLE } from '@/lib/testing/judging'
import { setAside } from './set-aside'
import { submit } from './submit'

type Person = Awaited<ReturnType<typeof enrolPeople>>[number]

const ids = ({ pairs }: DeskState) => pairs.map(({ assignmentId }) => assignmentId)

/** Two annotators; the first stayed away until their lease had run out, and the second was given their two pairs. */
async function handOver(shape: { prompts: number; overlap?: number }) {
  const { studyId, researcher } = await makeOpenStudy(shape)
  const [away, other] = (await enrolPeople(studyId, 2)) as [Person, Person]
  const held = ids(await nextDesk(away.access)) as [string, string]
  const got = await db.assignment.findUniqueOrThrow({ where: { studyId_id: { studyId, id: held[0] } } })
  await db.$executeRaw`
    UPDATE "Assignment" SET "leaseUntil" = now() - interval '1 second'
    WHERE "studyId" = ${studyId}::uuid AND "annotatorId" = ${away.annotator.id}::uuid`
  // They start apart: the second is brought to where the first was.
  await db.annotator.updateMany({ where: { studyId }, data: { startRank: got.rank } })
  expect(ids(await nextDesk(other.access)).sort()).toEqual([...held].sort())
  return { studyId, researcher, away, other, held, got }
}

test('the first verdict counts, whoever holds the slot: it is taken back, and the other is told', async () => {
  const { studyId, away, other, held, got } = await handOver({ prompts: 2 })
  const { desk } = await judgeAndNext(away.seat, await makeVerdict(held[0]), [held[1]])
  expect(desk).toMatchObject({ gone: [held[1]], judged: 1 })
  const slot = await db.assignment.findUniqueOrThrow({ where: { studyId_id: { studyId, id: held[0] } } })
  expect(slot).toMatchObject({ annotatorId: away.annotator.id, leasedAt: got.leasedAt, activeMs: 4000 })
  expect((await fillReserve(other.access, held)).gone).toEqual([held[0]])
  // What the other was reading is late now: on record with its time, once, however often it is sent.
  const late = { ...(await makeVerdict(held[0], 'B')), rationale: 'Too long.', asked: 'END', hasty: true } as const
  for (let sent = 0; sent < 2; sent++) await expect(submit(other.seat, late)).rejects.toMatchObject({ code: 'late' })
  const [kept, ...more] = await db.lateVerdict.findMany({ where: { studyId } })
  expect(more).toEqual([])
  const how = { reason: 'TAKEN', activeMs: 4000, flag: null, asked: 'END', hasty: true }
  expect(kept).toMatchObject({ annotatorId: other.annotator.id, ...how })
  expect(kept?.answers).toEqual([expect.objectContaining({ turn: 0, choice: slot.leftIsA ? 'B' : 'A' })])
  await judgeAndNext(other.seat, await makeVerdict(held[1]), [])
  expect(await checkStudy(studyId)).toEqual({ slots: 2, done: 2, judgments: 2, ...WHOLE })
})

test('a verdict on a pair that others have judged is kept on record; its item is not asked of them again', async () => {
  const { studyId, away, other, held } = await handOver({ prompts: 3, overlap: 2 })
  for (const id of held) await judgeAndNext(other.seat, await makeVerdict(id), [])
  // Back again, and given more before what waits is sent: other slots of the same items among them.
  const fresh = await fillReserve(away.access, [])
  expect(fresh.pairs.length).toBeGreaterThan(0)
  for (const id of held) await expect(submit(away.seat, await makeVerdict(id))).rejects.toMatchObject({ code: 'late' })
  const items = async (where: object) =>
    (await db.assignment.findMany({ where: { studyId, ...where } })).map(({ itemId }) => itemId)
  const lost = await items({ id: { in: held } })
  expect((await items({ annotatorId: away.annotator.id })).filter((id) => lost.includes(id))).toEqual([])
  await judgeAll(away)
  expect(await nextDesk(away.access)).toMatchObject({ status: 'done', judged: 1, total: 1 })
  expect(await db.lateVerdict.count({ where: { studyId } })).toBe(2)
  const [third] = (await enrolPeople(studyId, 1)) as [Person]
  await judgeAll(third)
  await judgeAll(other)
  expect(await checkStudy(studyId)).toEqual({ slots: 6, done: 6, judgments: 6, ...WHOLE })
})

test('a pair that somebody else has at hand is not set aside for them', async () => {
  const { studyId, away, other, held } = await handOver({ prompts: 2 })
  const aside = { ...makeSetAside(held[0]), flag: 'UNSAFE' as const, note: 'Not before lunch.' }
  await expect(setAside(away.seat, aside)).rejects.toMatchObject({ code: 'late' })
  expect(await db.lateVerdict.findMany({ where: { studyId } })).toMatchObject([
    { flag: 'UNSAFE', note: 'Not before lunch.', answers: null },
  ])
  await judgeAndNext(other.seat, await makeVerdict(held[0]), [])
  expect(await checkStudy(studyId)).toMatchObject({ slots: 2, done: 1, judgments: 1, ...WHOLE })
})

test('a slot that its later holder gave back is taken back just as well', async () => {
  const { studyId, researcher, away, other, held } = await handOver({ prompts: 2 })
  const manage = await authorizeActor(researcher, studyId, 'annotators:manage')
  await deactivateAnnotator(manage, { annotatorId: other.annotator.id })
  for (const id of held) await submit(away.seat, await makeVerdict(id))
  expect(await checkStudy(studyId)).toEqual({ slots: 2, done: 2, judgments: 2, ...WHOLE })
})

test('what came late is handed out as a file once results are, is counted as time, and as no judgment', async () => {
  const { studyId, researcher, away, other, held } = await handOver({ prompts: 2 })
  await judgeAll(other, () => ['TIE'], 1)
  await expect(submit(away.seat, await makeVerdict(held[0], 'TIE'))).rejects.toMatchObject({ code: 'late' })
  const may = await authorizeActor(researcher, studyId, 'study:export')
  await expect(exportLate(may)).rejects.toMatchObject({ code: 'look_needed' })
  await setStatus(await authorizeActor(researcher, studyId, 'study:run'), 'close')
  await expect(setAside(away.seat, makeSetAside(held[1]))).rejects.toMatchObject({ code: 'late' })

  const rows: LateRow[] = []
  for await (const batch of (await exportLate(may)).batches) rows.push(...batch)
  const code = away.annotator.code
  expect(rows.map(({ simulated }) => simulated)).toEqual([false, false])
  expect(rows).toMatchObject([
    { annotator: code, reason: 'taken', verdict: 'TIE', flag: null, active_ms: 4000, criterion: expect.any(String) },
    { annotator: code, reason: 'closed', verdict: null, flag: 'needs_expertise', active_ms: 4000, criterion: null },
  ])
  const { recorded, late } = await winTieLoss(await authorizeActor(researcher, studyId, 'study:results'))
  expect({ recorded, late }).toEqual({ recorded: 1, late: 2 })
  expect(await readLate(await authorizeActor(researcher, studyId, 'study:read'))).toEqual([
    { annotatorId: away.annotator.id, verdicts: 2, activeMs: 8000 },
  ])
})

test.each([1, 2, 3, 4])(
  'round %i: of two who judge a slot at once one counts, and the other is on record',
  async () => {
    const { studyId, away, other, held } = await handOver({ prompts: 2 })
    const verdicts = await Promise.all(held.map((id) => makeVerdict(id)))
    const sent = [away, other].flatMap(({ seat }) =>
      verdicts.map((verdict) => submit(seat, { ...verdict, submissionKey: randomUUID() })),
    )
    const codes = (await Promise.allSettled(sent)).map((each) =>
      each.status === 'rejected' ? each.reason.code : 'saved',
    )
    expect(codes.sort()).toEqual(['late', 'late', 'saved', 'saved'])
    expect(await db.lateVerdict.count({ where: { studyId } })).toBe(2)
    expect(await checkStudy(studyId)).toEqual({ slots: 2, done: 2, judgments: 2, ...WHOLE })
  },
)
