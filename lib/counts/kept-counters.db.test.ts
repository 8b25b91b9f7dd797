import { expect, test } from 'vitest'
import { dataVersion } from '@/lib/analysis/data-version'
import { deactivateAnnotator, reactivateAnnotator } from '@/lib/annotators/deactivate-annotator'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { db, inTransaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { revise } from '@/lib/engine/revise'
import { personSeat } from '@/lib/engine/seat'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import { amendStudy } from '@/lib/studies/amend-study'
import { listStudies } from '@/lib/studies/list-studies'
import { openStudy } from '@/lib/studies/open-study'
import { enrolPeople, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll, makeRevision, makeSetAside, makeVerdict } from '@/lib/testing/judging'
import { judgmentsKept, judgmentsOf } from './slots'

const GROUPS = [{ name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: 4 }]
const DESIGN = { sharedItems: 3, identicalChecks: 2, repeatShare: 0.5, groups: GROUPS }

/** The numbers of a study as counters have them; they must be those that counting all its slots gives. */
async function numbersOf(studyId: string) {
  const id = Prisma.sql`${studyId}::uuid`
  const [[kept], [counted]] = await Promise.all([
    db.$queryRaw<Record<string, bigint>[]>(judgmentsKept(id)),
    db.$queryRaw<Record<string, bigint>[]>(judgmentsOf(id)),
  ])
  const asNumbers = (row: Record<string, bigint> = {}) => ({ wanted: Number(row.wanted), done: Number(row.done) })
  expect(asNumbers(kept)).toEqual(asNumbers(counted))
  return asNumbers(kept)
}

test('counters say what counting all slots would, whatever happens in a study', async () => {
  const { studyId, researcher } = await makeDraft({ prompts: 10, overlap: 2, design: DESIGN })
  const run = await authorizeActor(researcher, studyId, 'study:run')
  const manage = await authorizeActor(researcher, studyId, 'annotators:manage')
  // One is there before the opening, others join later.
  const [early] = await enrolPeople(studyId, 1)
  await openStudy(run)
  const opened = await numbersOf(studyId)
  const [second, third] = await enrolPeople(studyId, 2)
  if (!early || !second || !third) throw new Error('nobody joined')
  const joined = await numbersOf(studyId)
  expect(joined.wanted).toBeGreaterThan(opened.wanted)

  // Set aside are a kept slot, which nobody replaces, and one of the pool.
  const aside = new Set<boolean>()
  for (let tries = 0; aside.size < 2 && tries < 8; tries++) {
    const pair = (await nextDesk(early.access)).pairs[0]
    const slot = await db.assignment.findFirstOrThrow({ where: { id: pair?.assignmentId } })
    const isKept = slot.keptForId !== null
    const said = aside.has(isKept) ? await makeVerdict(slot.id) : makeSetAside(slot.id)
    await judgeAndNext(personSeat(early.access), said, [])
    aside.add(isKept)
    await numbersOf(studyId)
  }
  expect(aside.size).toBe(2)
  await judgeAll(second, undefined, 4)
  const before = await numbersOf(studyId)
  await deactivateAnnotator(manage, { annotatorId: second.annotator.id })
  await deactivateAnnotator(manage, { annotatorId: second.annotator.id })
  expect((await numbersOf(studyId)).wanted).toBeLessThan(before.wanted)
  await reactivateAnnotator(manage, { annotatorId: second.annotator.id })
  expect(await numbersOf(studyId)).toEqual(before)
  await amendStudy(run, { kind: 'OVERLAP', groupId: null, overlap: 3, reason: 'More are needed.' })
  expect((await numbersOf(studyId)).wanted).toBeGreaterThan(before.wanted)
  for (const person of [early, second, third]) await judgeAll(person)
  expect((await numbersOf(studyId)).done).toBeGreaterThan(20)
})

test('lists of studies and the version of data read neither slots nor judgments', async () => {
  const { studyId, researcher } = await makeOpenStudy({ prompts: 3 })
  const [person] = await enrolPeople(studyId, 1)
  await judgeAll(person as never, undefined, 2)
  await inTransaction(async (client) => {
    // Whoever reads these tables waits, for as long as this transaction.
    await client.query('LOCK TABLE "Assignment", "Judgment" IN ACCESS EXCLUSIVE MODE')
    const { rows } = await listStudies(authorizeActorSite(researcher, 'studies:list'))
    expect(rows.find(({ id }) => id === studyId)).toMatchObject({ wanted: 3, done: 2 })
    expect(await dataVersion(studyId)).toBe(await dataVersion(studyId))
  })
})

test('the version of data changes with each verdict, change of mind, pair set aside and exclusion', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 4 })
  const [person] = await enrolPeople(studyId, 1)
  if (!person) throw new Error('nobody joined')
  const seat = personSeat(person.access)
  const seen = new Set([await dataVersion(studyId)])
  const id = async () => (await nextDesk(person.access)).pairs[0]?.assignmentId ?? ''
  const first = await id()
  await judgeAndNext(seat, await makeVerdict(first, 'A'), [])
  seen.add(await dataVersion(studyId))
  await revise(seat, await makeRevision(first, 'B'))
  seen.add(await dataVersion(studyId))
  await judgeAndNext(seat, makeSetAside(await id()), [])
  seen.add(await dataVersion(studyId))
  await db.annotator.updateMany({ where: { studyId }, data: { excludedAt: new Date(), excludedReason: 'asked to be' } })
  seen.add(await dataVersion(studyId))
  expect(seen.size).toBe(5)
})
