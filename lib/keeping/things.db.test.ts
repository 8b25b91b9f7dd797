import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { GroupKey, groupThing } from '@/lib/annotators/group-thing'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { readDesignChoices } from '@/lib/designs/design-choices'
import { waitForJob } from '@/lib/jobs/state'
import { createAnnotatorInvite } from '@/lib/people/create-invite'
import { inviteThing } from '@/lib/people/invite-thing'
import { deleteStudy } from '@/lib/rehearsals/delete-study'
import { rehearsalJob } from '@/lib/rehearsals/rehearsal-job'
import { startRehearsal } from '@/lib/rehearsals/start-rehearsal'
import { snapshotThing } from '@/lib/results/snapshot-thing'
import { setStatus } from '@/lib/studies/set-status'
import { studyThing } from '@/lib/studies/study-thing'
import { enrolPeople, makeActor, makeDraft, makeOpenStudy, makePromptSet } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { setThing } from '@/lib/uploads/set-thing'
import { systemThing } from '@/lib/uploads/system-thing'
import { workHere } from '@/lib/worker/testing'
import { archiveThing, deleteThing, readDependants, renameThing } from './change-thing'

workHere()

const admin = await makeActor('ADMIN')
const uploads = authorizeActorSite(admin, 'uploads:manage')
const imports = authorizeActorSite(admin, 'imports:manage')
const conflict = (message: RegExp) => ({ code: 'conflict', message: expect.stringMatching(message) })

type Made = Awaited<ReturnType<typeof makeDraft>>

const run = ({ studyId, researcher }: Made) => authorizeActor(researcher, studyId, 'study:run')
const titleOf = async (studyId: string) => (await db.study.findUniqueOrThrow({ where: { id: studyId } })).title
const actsOn = async (subject: string) =>
  (await db.auditEntry.findMany({ where: { subject }, orderBy: { id: 'asc' } })).map(({ action }) => action)

/** How many rows of a study are left, wherever a study is named. */
async function rowsOf(studyId: string): Promise<number> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'studyId' AND table_name NOT IN ('AuditEntry', 'SecurityEvent')`
  let rows = await db.study.count({ where: { id: studyId } })
  for (const { name } of tables) {
    const [counted] = await db.$queryRawUnsafe<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM "${name}" WHERE "studyId" = $1::uuid`,
      studyId,
    )
    rows += counted?.n ?? 0
  }
  return rows
}

test('a draft gets another title, and goes with its links and rehearsals, of which it tells first', async () => {
  const draft = await makeDraft({ prompts: 3, design: { title: 'Birds' } })
  const { studyId, researcher } = draft
  const access = await run(draft)
  const group = await db.annotatorGroup.findFirstOrThrow({ where: { studyId } })
  const links = await authorizeActor(researcher, studyId, 'annotators:manage')
  await createAnnotatorInvite(links, { groupId: group.id, capacity: 5, days: 7 })
  const settings = {
    protocol: 'COMPARISON',
    skill: 0.9,
    leftBias: 0,
    tieRate: 0.2,
    seconds: 30,
    hasSloppy: false,
    share: 1,
  } as const
  const rehearsal = await startRehearsal(access, {
    ...settings,
    groups: [{ codePrefix: group.codePrefix, annotators: 2 }],
  })
  await waitForJob(rehearsalJob, rehearsal, 60_000)
  await renameThing(studyThing, access, { name: 'Owls' })
  expect(await titleOf(studyId)).toBe('Owls')
  const told = await readDependants(studyThing, access, {})
  expect(told).toMatchObject({ name: 'Owls', keeps: { rename: null, archive: null, remove: null } })
  expect(told.goes).toEqual(['1 link', '1 rehearsal', '3 simulated answers'])
  // What was confirmed under another name is not what is there.
  await expect(deleteStudy(access, { name: 'Birds' })).rejects.toMatchObject(conflict(/called “Owls” now/))
  expect(await rowsOf(rehearsal)).toBeGreaterThan(0)
  await deleteStudy(access, { name: 'Owls' })
  expect([await rowsOf(studyId), await rowsOf(rehearsal)]).toEqual([0, 0])
  expect(await actsOn('Owls')).toEqual(['study.rename', 'study.delete'])
  await expect(readDependants(studyThing, access, {})).rejects.toMatchObject({ code: 'not_found' })
})

test('a rehearsal is deleted with its judgments, and what it rehearsed stays', async () => {
  const draft = await makeDraft({ prompts: 3 })
  const access = await run(draft)
  const { codePrefix } = await db.annotatorGroup.findFirstOrThrow({ where: { studyId: draft.studyId } })
  const settings = {
    protocol: 'COMPARISON',
    skill: 0.9,
    leftBias: 0,
    tieRate: 0.2,
    seconds: 30,
    hasSloppy: false,
    share: 1,
  } as const
  const id = await startRehearsal(access, { ...settings, groups: [{ codePrefix, annotators: 2 }] })
  await waitForJob(rehearsalJob, id, 60_000)
  const of = await authorizeActor(draft.researcher, id, 'study:run')
  const told = await readDependants(studyThing, of, {})
  expect(told.goes).toEqual(expect.arrayContaining(['2 simulated annotators', '3 simulated answers']))
  await deleteStudy(of, { name: told.name })
  expect(await rowsOf(id)).toBe(0)
  expect(await rowsOf(draft.studyId)).toBeGreaterThan(0)
})

test('a study with judgments is never deleted, whatever its state; without any it is, once it is closed', async () => {
  const study = await makeOpenStudy({ prompts: 2 })
  const access = await run(study)
  const name = await titleOf(study.studyId)
  await expect(deleteStudy(access, { name })).rejects.toMatchObject(conflict(/Close it first/))
  await expect(renameThing(studyThing, access, { name: 'Other' })).rejects.toMatchObject(conflict(/froze the title/))
  await expect(archiveThing(studyThing, access, { isArchived: true })).rejects.toMatchObject(conflict(/Close it first/))
  const [person] = await enrolPeople(study.studyId, 1)
  if (!person) throw new Error('nobody enrolled')
  await judgeAll(person, undefined, 1)
  await setStatus(access, 'close')
  await expect(deleteStudy(access, { name })).rejects.toMatchObject(conflict(/never deleted.*Archive it instead/))
  expect(await db.judgment.count({ where: { studyId: study.studyId } })).toBe(1)
  await archiveThing(studyThing, access, { isArchived: true })
  expect(await readDependants(studyThing, access, {})).toMatchObject({ isArchived: true })

  const unjudged = await makeOpenStudy({ prompts: 2 })
  await enrolPeople(unjudged.studyId, 1)
  await setStatus(await run(unjudged), 'close')
  const told = await readDependants(studyThing, await run(unjudged), {})
  expect(told.goes).toEqual(['2 items', '2 slots', '1 annotator who joined'])
  await deleteStudy(await run(unjudged), { name: told.name })
  expect(await rowsOf(unjudged.studyId)).toBe(0)
})

test('a pair that could not be judged is an answer, too: its study stays', async () => {
  const study = await makeOpenStudy({ prompts: 1 })
  const { studyId } = study
  const [person] = await enrolPeople(studyId, 1)
  const data = { annotatorId: person?.annotator.id ?? '', doneAt: new Date(), flag: 'UNSAFE' } as const
  await db.assignment.updateMany({ where: { studyId }, data })
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  expect(await db.judgment.count({ where: { studyId } })).toBe(0)
  const told = await readDependants(studyThing, await run(study), {})
  expect(told.keeps.remove).toMatch(/never deleted/)
})

test('of two who delete a draft at once one does, and the other finds none', async () => {
  const draft = await makeDraft()
  const [access, name] = [await run(draft), await titleOf(draft.studyId)]
  const outcomes = await Promise.allSettled([1, 2].map(() => deleteStudy(access, { name })))
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'not_found' } })
  expect(await actsOn(name)).toEqual(['study.create', 'study.delete'])
})

test('a prompt set is renamed, put away and deleted while no study has it', async () => {
  const set = await makePromptSet({ prompts: 3, systems: [`S ${randomUUID()}`] })
  const key = { setId: set.id }
  const choices = async () =>
    (await readDesignChoices(authorizeActorSite(admin, 'studies:create'))).promptSets.map(({ id }) => id)
  expect(await readDependants(setThing, uploads, key)).toMatchObject({ goes: ['3 prompts', '3 responses'] })
  await renameThing(setThing, uploads, { ...key, name: `Renamed ${set.id}` })
  await archiveThing(setThing, uploads, { ...key, isArchived: true })
  expect(await choices()).not.toContain(set.id)
  await archiveThing(setThing, uploads, { ...key, isArchived: false })
  expect(await choices()).toContain(set.id)
  const taken = await makePromptSet({ prompts: 1, systems: [] })
  const again = renameThing(setThing, uploads, { ...key, name: taken.name })
  await expect(again).rejects.toMatchObject({ code: 'name_taken', fields: { name: [expect.any(String)] } })
  await deleteThing(setThing, uploads, { ...key, name: `Renamed ${set.id}` })
  expect(await db.prompt.count({ where: { promptSetId: set.id } })).toBe(0)
  expect(await actsOn(`Renamed ${set.id}`)).toEqual(['set.rename', 'set.archive', 'set.unarchive', 'set.delete'])
})

test('what a study has is not deleted, and what a frozen protocol names keeps its name; a draft is still offered it', async () => {
  const study = await makeDraft({ design: { title: 'Uses both' } })
  const [system] = study.promptSet.systems
  const [set, one] = [{ setId: study.promptSet.id }, { systemId: system?.id ?? '' }]
  const name = study.promptSet.name
  await expect(deleteThing(setThing, uploads, { ...set, name })).rejects.toMatchObject(
    conflict(/“Uses both” uses this set\. Archive it instead/),
  )
  await archiveThing(setThing, uploads, { ...set, isArchived: true })
  const offered = await readDesignChoices(await authorizeActor(study.researcher, study.studyId, 'study:design'))
  expect(offered.promptSets.map(({ id }) => id)).toContain(set.setId)
  const told = await readDependants(systemThing, imports, one)
  expect(told.keeps.remove).toMatch(/this system\. Archive it instead/)
  const opened = await makeOpenStudy()
  const [frozen] = opened.promptSet.systems
  const renamed = renameThing(systemThing, imports, { systemId: frozen?.id ?? '', name: randomUUID() })
  await expect(renamed).rejects.toMatchObject(conflict(/opened with this system, and the frozen protocol has its name/))
  const other = renameThing(setThing, uploads, { setId: opened.promptSet.id, name: randomUUID() })
  await expect(other).rejects.toMatchObject(conflict(/frozen protocol has its name/))
})

test('a system that no study has is renamed, put away, and deleted with what it answered', async () => {
  const name = `System ${randomUUID()}`
  const set = await makePromptSet({ prompts: 4, systems: [name] })
  const key = { systemId: set.systems[0]?.id ?? '' }
  expect(await readDependants(systemThing, imports, key)).toMatchObject({ goes: ['4 responses in 1 prompt set'] })
  await archiveThing(systemThing, imports, { ...key, isArchived: true })
  const { systems } = await readDesignChoices(authorizeActorSite(admin, 'studies:create'))
  expect(systems.map(({ systemId }) => systemId)).not.toContain(key.systemId)
  await renameThing(systemThing, imports, { ...key, name: `${name}, T = 0` })
  await deleteThing(systemThing, imports, { ...key, name: `${name}, T = 0` })
  expect(await db.systemResponse.count({ where: { promptSetId: set.id } })).toBe(0)
  expect(await db.prompt.count({ where: { promptSetId: set.id } })).toBe(4)
})

test('a group changes while its study is a draft, and stays when somebody joined or it is the last', async () => {
  const draft = await makeDraft()
  const { studyId } = draft
  const access = await authorizeActor(draft.researcher, studyId, 'annotators:manage')
  const first = await db.annotatorGroup.findFirstOrThrow({ where: { studyId } })
  const key = GroupKey.parse({ studyId, groupId: first.id })
  await expect(deleteThing(groupThing, access, { ...key, name: first.name })).rejects.toMatchObject(
    conflict(/A study needs a group/),
  )
  const second = await db.annotatorGroup.create({ data: { studyId, name: 'Experts', codePrefix: 'X', position: 1 } })
  await expect(renameThing(groupThing, access, { ...key, name: 'Experts' })).rejects.toMatchObject({
    code: 'name_taken',
  })
  await renameThing(groupThing, access, { ...key, name: 'Students' })
  await enrolPeople(studyId, 1, first.codePrefix)
  await expect(deleteThing(groupThing, access, { ...key, name: 'Students' })).rejects.toMatchObject(
    conflict(/1 annotator has joined it/),
  )
  await deleteThing(groupThing, access, { studyId, groupId: second.id, name: 'Experts' })
  expect(await db.annotatorGroup.findMany({ where: { studyId }, select: { name: true } })).toEqual([
    { name: 'Students' },
  ])
  const open = await makeOpenStudy()
  const frozen = await db.annotatorGroup.findFirstOrThrow({ where: { studyId: open.studyId } })
  const of = await authorizeActor(open.researcher, open.studyId, 'annotators:manage')
  const rename = renameThing(groupThing, of, { studyId: open.studyId, groupId: frozen.id, name: 'Others' })
  await expect(rename).rejects.toMatchObject(conflict(/Opening froze the groups/))
})

test('a link gets a name, and is deleted while who joined with it stays; a link of another study is not there', async () => {
  const draft = await makeDraft()
  const access = await authorizeActor(draft.researcher, draft.studyId, 'annotators:manage')
  const group = await db.annotatorGroup.findFirstOrThrow({ where: { studyId: draft.studyId } })
  await createAnnotatorInvite(access, { groupId: group.id, capacity: 5, days: 7 })
  const { id: inviteId } = await db.invite.findFirstOrThrow({ where: { studyId: draft.studyId } })
  await db.invite.update({ where: { id: inviteId }, data: { uses: 2 } })
  await renameThing(inviteThing, access, { inviteId, name: 'Monday’s course' })
  const told = await readDependants(inviteThing, access, { inviteId })
  expect(told).toMatchObject({ name: 'Monday’s course', stays: ['2 people who joined with it'] })
  const other = await makeDraft()
  const elsewhere = await authorizeActor(other.researcher, other.studyId, 'annotators:manage')
  await expect(readDependants(inviteThing, elsewhere, { inviteId })).rejects.toMatchObject({ code: 'not_found' })
  await deleteThing(inviteThing, access, { inviteId, name: 'Monday’s course' })
  expect(await db.invite.count({ where: { id: inviteId } })).toBe(0)
})

test('a snapshot gets another note and is deleted; once it was pushed it is only put away', async () => {
  const study = await makeOpenStudy({ prompts: 1 })
  const { studyId, researcher } = study
  const access = await authorizeActor(researcher, studyId, 'results:manage')
  const snapshot = { studyId, note: 'Draft', version: 'v', dataHash: 'h', rule: 'first', numbers: {} }
  const [one, two] = [await db.snapshot.create({ data: snapshot }), await db.snapshot.create({ data: snapshot })]
  const push = {
    studyId,
    snapshotId: one.id,
    actorId: researcher.id,
    hub: 'https://hub.example.org',
    repo: 'ours/birds',
  }
  await db.hubPush.create({ data: { ...push, isPrivate: true, hasTexts: false, endedAt: new Date(), commit: 'abc' } })
  const kept = deleteThing(snapshotThing, access, { studyId, snapshotId: one.id, name: 'Draft' })
  await expect(kept).rejects.toMatchObject(conflict(/pushed as the data set ours\/birds/))
  await archiveThing(snapshotThing, access, { studyId, snapshotId: one.id, isArchived: true })
  await renameThing(snapshotThing, access, { studyId, snapshotId: two.id, name: 'For the talk' })
  await deleteThing(snapshotThing, access, { studyId, snapshotId: two.id, name: 'For the talk' })
  expect(await db.snapshot.findMany({ where: { studyId }, select: { id: true } })).toEqual([{ id: one.id }])
  expect(await actsOn('For the talk')).toEqual(['snapshot.rename', 'snapshot.delete'])
})
