import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { recordAudit } from '@/lib/audit/record'
import { writeStudy } from '@/lib/testing/written-study'
import { db } from './client'

// What the database refuses by itself, whatever the code above it does.

type Fixture = Awaited<ReturnType<typeof writeStudy>>

let study: Fixture
let annotatorId: string
let assignmentId: string

beforeAll(async () => {
  study = await writeStudy(['Rule A', 'Rule B'])
  annotatorId = await study.addAnnotator({ group: 'crowd' })
  assignmentId = await study.judge(annotatorId, ['Rule A', 'Rule B'])
})

const criterionId = () => study.criterionIds[0] as string
const own = () => ({ studyId: study.studyId, assignmentId, criterionId: criterionId() })
const judgment = () => ({ ...own(), choice: 'TIE', score: 0, submissionKey: randomUUID() })

async function slot(fields: object) {
  const { studyId } = study
  const { itemId } = await db.assignment.findFirstOrThrow({ where: { studyId, id: assignmentId } })
  return db.assignment.create({ data: { studyId, itemId, slot: 90, rank: 90, leftIsA: true, ...fields } })
}

const lease = () => ({ annotatorId, leasedAt: new Date(), leaseUntil: new Date() })

test('a judgment can be neither changed nor deleted', async () => {
  await expect(db.$executeRaw`TRUNCATE "Judgment"`).rejects.toThrow(/append-only/)
  await expect(db.$executeRaw`DELETE FROM "Judgment"`).rejects.toThrow(/append-only/)
  await expect(db.$executeRaw`UPDATE "Judgment" SET score = -1`).rejects.toThrow(/append-only/)
  await expect(db.$executeRaw`UPDATE "Judgment" SET score = -1, "supersededAt" = now()`).rejects.toThrow(/append-only/)
})

test('one judgment is in force per assignment and criterion; a dated one stays dated', async () => {
  await expect(db.judgment.create({ data: judgment() })).rejects.toMatchObject({ code: 'P2002' })
  await db.judgment.updateMany({ where: own(), data: { supersededAt: new Date() } })
  await db.judgment.create({ data: judgment() })
  await expect(db.judgment.create({ data: judgment() })).rejects.toMatchObject({ code: 'P2002' })
  const revive = db.$executeRaw`UPDATE "Judgment" SET "supersededAt" = NULL WHERE "supersededAt" IS NOT NULL`
  await expect(revive).rejects.toThrow(/append-only/)
})

test('one submission is stored once, also when it has been superseded', async () => {
  const { submissionKey } = await db.judgment.findFirstOrThrow({ where: { ...own(), supersededAt: null } })
  await db.judgment.updateMany({ where: { ...own(), supersededAt: null }, data: { supersededAt: new Date() } })
  const again = db.judgment.create({ data: { ...judgment(), submissionKey } })
  await expect(again).rejects.toMatchObject({ code: 'P2002' })
})

test('a judgment chooses an option its criterion has', async () => {
  const data = { ...judgment(), choice: 'C' }
  await expect(db.judgment.create({ data })).rejects.toMatchObject({ code: 'P2003' })
})

test('an item has one slot per annotator, unless a repeat is planned', async () => {
  await expect(slot(lease())).rejects.toMatchObject({ code: 'P2002' })
  await expect(slot({ ...lease(), repeat: 1 })).resolves.toMatchObject({ repeat: 1 })
  await expect(slot({ ...lease(), repeat: 1, slot: 91 })).rejects.toMatchObject({ code: 'P2002' })
})

test.each([
  ['a lease without a holder', { leaseUntil: new Date() }, /lease_is_whole/],
  ['an answer by nobody', { doneAt: new Date() }, /done_by_somebody/],
  ['negative time', { elapsedMs: -1 }, /times_are_not_negative/],
  ['a negative number', { slot: -1 }, /slot_from_0/],
])('a slot with %s is refused', async (_, fields, rule) => {
  await expect(slot({ slot: 95, ...fields })).rejects.toThrow(rule)
})

test('no row points into another study', async () => {
  const other = await writeStudy(['Rule C', 'Rule D'])
  const foreign = await other.addItem(['Rule C', 'Rule D'])
  await expect(slot({ itemId: foreign, slot: 96 })).rejects.toMatchObject({ code: 'P2003' })
  const stranger = await other.addAnnotator({ group: 'crowd' })
  await expect(slot({ ...lease(), annotatorId: stranger, slot: 97 })).rejects.toMatchObject({ code: 'P2003' })
  const data = { ...judgment(), studyId: other.studyId }
  await expect(db.judgment.create({ data })).rejects.toMatchObject({ code: 'P2003' })
})

test('a pair of responses is one item of a study', async () => {
  const { id, position, ...item } = await db.item.findFirstOrThrow({ where: { studyId: study.studyId } })
  await expect(db.item.create({ data: { ...item, position: 99 } })).rejects.toMatchObject({ code: 'P2002' })
})

test('a study has one focal system, and never becomes a draft again', async () => {
  const { studyId } = study
  const two = db.studySystem.updateMany({ where: { studyId }, data: { focal: true } })
  await expect(two).rejects.toMatchObject({ code: 'P2002' })
  const back = db.study.update({ where: { id: studyId }, data: { status: 'DRAFT' } })
  await expect(back).rejects.toThrow(/from draft to open/)
})

test('an annotator is a person, an LLM or a simulation; an exclusion has its reason', async () => {
  const both = db.annotator.updateMany({
    where: { studyId: study.studyId, id: annotatorId },
    data: { simulated: true },
  })
  await expect(both).rejects.toThrow(/one_of_person_llm_simulation/)
  const excluded = db.annotator.updateMany({ where: { id: annotatorId }, data: { excludedAt: new Date() } })
  await expect(excluded).rejects.toThrow(/exclusion_has_a_reason/)
})

test.each([
  ['without a name', { name: ' ' }, /User_name_is_given/],
  ['with capitals in the e-mail', { email: 'A@example.org' }, /User_email_is_lower_case/],
])('a person %s is refused', async (_, fields, rule) => {
  const user = { email: 'a@example.org', name: 'Ada', role: 'ADMIN', passwordHash: 'x', ...fields } as const
  await expect(db.user.create({ data: user })).rejects.toThrow(rule)
})

test('a link is not used more often than it may be', async () => {
  const data = { tokenHash: randomUUID(), role: 'ANNOTATOR', capacity: 1, uses: 2, createdById: randomUUID() } as const
  await expect(db.invite.create({ data })).rejects.toThrow(/within_capacity/)
})

test('the audit trail can be neither changed nor deleted', async () => {
  await recordAudit(db, null, { action: 'names.add', subject: 'x' })
  await expect(db.$executeRaw`DELETE FROM "AuditEntry"`).rejects.toThrow(/append-only/)
  await expect(db.$executeRaw`UPDATE "AuditEntry" SET subject = 'y'`).rejects.toThrow(/append-only/)
})
