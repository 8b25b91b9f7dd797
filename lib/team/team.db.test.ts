import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { mayStudy, STUDY_PERMISSIONS, type StudyPermission, type TeamRole } from '@/lib/auth/permissions'
import { db } from '@/lib/db/client'
import { createFileLink, openFileLink } from '@/lib/formats/links/file-links'
import { readDependants } from '@/lib/keeping/change-thing'
import { lookEarly, mayReadItems, readVisibility, requireResults } from '@/lib/looks/looks'
import { defaultSettings } from '@/lib/rehearsals/schema'
import { startRehearsal } from '@/lib/rehearsals/start-rehearsal'
import { prepareReport } from '@/lib/reports/make-report'
import { listReportable } from '@/lib/reports/read-reports'
import { freezeResults } from '@/lib/results/snapshots'
import { listStudies } from '@/lib/studies/list-studies'
import { studyThing } from '@/lib/studies/study-thing'
import { enrolPeople, loadComparison, makeActor, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { makeToken } from '@/lib/testing/token'
import { findHolder } from '@/lib/tokens/find-holder'
import { addToTeam, changeTeamRole, leaveTeam, removeFromTeam } from './change-team'
import { readTeam } from './queries'
import { TeamAddition } from './schema'

const missing = { code: 'not_found' }
const own = ({ studyId, researcher }: { studyId: string; researcher: Actor }) =>
  authorizeActor(researcher, studyId, 'study:own')
const rolesOf = async (studyId: string) =>
  Object.fromEntries((await db.studyMember.findMany({ where: { studyId } })).map(({ userId, role }) => [userId, role]))

async function makeTeam() {
  const study = await makeOpenStudy({ prompts: 2 })
  const [editor, viewer] = [await makeActor('RESEARCHER'), await makeActor('RESEARCHER')]
  const access = await own(study)
  await addToTeam(access, { email: editor.email, role: 'EDITOR' }, 'en')
  await addToTeam(access, { email: viewer.email, role: 'VIEWER' }, 'en')
  return { ...study, editor, viewer, access }
}

const needs = Object.keys(STUDY_PERMISSIONS) as StudyPermission[]

test('of each need, each of the team and each stranger holds what the table says, by session and by token', async () => {
  const { studyId, researcher, editor, viewer } = await makeTeam()
  const stranger = await makeActor('RESEARCHER')
  const people: (readonly [Actor, TeamRole | null])[] = [
    ...([
      [researcher, 'OWNER'],
      [editor, 'EDITOR'],
      [viewer, 'VIEWER'],
      [stranger, null],
    ] as const),
    [await makeActor('ADMIN'), null],
  ]
  for (const [actor, team] of people) {
    const { actor: holder } = await findHolder(await makeToken(actor), '::1')
    for (const need of needs) {
      const may = mayStudy(actor.role, { team, annotator: false, leftOut: false }, need)
      for (const asking of [actor, holder]) {
        const proof = authorizeActor(asking, studyId, need)
        if (may) expect(await proof, `${team} ${need}`).toMatchObject({ studyId })
        else await expect(proof, `${team} ${need}`).rejects.toMatchObject(missing)
      }
    }
  }
  // No role opens anybody else's study.
  const { studyId: elsewhere } = await makeDraft()
  for (const actor of [researcher, editor, viewer])
    for (const need of needs) await expect(authorizeActor(actor, elsewhere, need)).rejects.toMatchObject(missing)
})

test('who is added is seen to have an account that runs studies, not to be there, and not to judge', async () => {
  const study = await makeOpenStudy()
  const access = await own(study)
  const [person] = await enrolPeople(study.studyId, 1)
  const [annotator, judge, off] = [
    await makeActor('ANNOTATOR'),
    await makeActor('RESEARCHER'),
    await makeActor('ADMIN'),
  ]
  await db.user.update({ where: { id: off.id }, data: { disabledAt: new Date() } })
  await db.annotator.update({
    where: { studyId_id: { studyId: study.studyId, id: person?.annotator.id ?? '' } },
    data: { userId: judge.id },
  })
  const add = (email: string) => addToTeam(access, TeamAddition.parse({ email, role: 'VIEWER' }), 'en')
  const refused = (message: RegExp) => ({ code: 'invalid', fields: { email: [expect.stringMatching(message)] } })
  // That somebody annotates here at all is told to nobody: it reads as for no account.
  for (const email of [`${randomUUID()}@example.org`, annotator.email, off.email])
    await expect(add(email)).rejects.toMatchObject(refused(/Nobody who runs studies here/))
  await expect(add(judge.email)).rejects.toMatchObject(refused(/judge in this study/))
  await expect(add(study.researcher.email)).rejects.toMatchObject(refused(/in the team already/))
  await db.annotator.updateMany({ where: { studyId: study.studyId }, data: { deactivatedAt: new Date() } })
  await add(judge.email.toUpperCase())
  expect(await rolesOf(study.studyId)).toEqual({ [study.researcher.id]: 'OWNER', [judge.id]: 'VIEWER' })
})

test('what somebody is changes at their next request, and who is removed is out, with tokens and links', async () => {
  const { studyId, access, editor, viewer } = await makeTeam()
  const exporting = await authorizeActor(editor, studyId, 'study:export')
  const { path } = await createFileLink(exporting, { file: 'judgments.csv', minutes: 60 })
  const secret = path.split('/')[2] ?? ''
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  await openFileLink(secret, 'judgments.csv')
  await changeTeamRole(access, { userId: editor.id, role: 'VIEWER' })
  await expect(authorizeActor(editor, studyId, 'study:run')).rejects.toMatchObject(missing)
  await authorizeActor(editor, studyId, 'study:results')
  await expect(openFileLink(secret, 'judgments.csv')).rejects.toMatchObject(missing)
  await changeTeamRole(access, { userId: viewer.id, role: 'EDITOR' })
  await authorizeActor(viewer, studyId, 'study:run')
  for (const { id } of [editor, viewer]) await removeFromTeam(access, { userId: id })
  for (const person of [editor, viewer])
    await expect(authorizeActor(person, studyId, 'study:see')).rejects.toMatchObject(missing)
  await expect(removeFromTeam(access, { userId: viewer.id })).rejects.toMatchObject(missing)
  const acts = await db.auditEntry.findMany({
    where: { studyId, action: { startsWith: 'team.' } },
    orderBy: { id: 'asc' },
  })
  expect(acts.map(({ action }) => action)).toEqual([
    ...['team.add', 'team.add', 'team.role', 'team.role', 'team.remove', 'team.remove'],
  ])
})

test('a study has one owner through everything: they hand it over, and neither leave nor are removed', async () => {
  const { studyId, researcher, access, editor, viewer } = await makeTeam()
  const kept = { code: 'conflict', message: expect.stringMatching(/always has an owner/) }
  await expect(removeFromTeam(access, { userId: researcher.id })).rejects.toMatchObject(kept)
  await expect(leaveTeam(await authorizeActor(researcher, studyId, 'study:see'))).rejects.toMatchObject(kept)
  await expect(changeTeamRole(access, { userId: researcher.id, role: 'VIEWER' })).rejects.toMatchObject(kept)
  // Of two that are made owner at once the first is, and the second is asked of who owns it no more.
  const made = await Promise.allSettled(
    [editor, viewer].map(({ id }) => changeTeamRole(access, { userId: id, role: 'OWNER' })),
  )
  expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const roles = Object.values(await rolesOf(studyId)).sort()
  expect(roles.filter((role) => role === 'OWNER')).toHaveLength(1)
  expect((await rolesOf(studyId))[researcher.id]).toBe('EDITOR')
  await expect(changeTeamRole(access, { userId: editor.id, role: 'VIEWER' })).rejects.toMatchObject(missing)
  // An admin hands it on where the owner is gone.
  const admin = await authorizeActor(await makeActor('ADMIN'), studyId, 'study:own')
  await changeTeamRole(admin, { userId: researcher.id, role: 'OWNER' })
  await db.user.update({ where: { id: viewer.id }, data: { disabledAt: new Date() } })
  await expect(changeTeamRole(admin, { userId: viewer.id, role: 'OWNER' })).rejects.toMatchObject({ code: 'conflict' })
  await leaveTeam(await authorizeActor(editor, studyId, 'study:see'))
  expect(await rolesOf(studyId)).toEqual({ [researcher.id]: 'OWNER', [viewer.id]: expect.any(String) })
  // The database itself lets no second one in.
  await expect(
    db.studyMember.update({ where: { studyId_userId: { studyId, userId: viewer.id } }, data: { role: 'OWNER' } }),
  ).rejects.toThrow()
})

test('a viewer reads what is shown, and neither looks, freezes, reports nor sees items while anybody may judge', async () => {
  const { studyId, viewer } = await makeTeam()
  for (const person of await enrolPeople(studyId, 1)) await judgeAll(person)
  const access = await authorizeActor(viewer, studyId, 'study:results')
  expect(await readVisibility(access)).toMatchObject({ shown: 'hidden', mayLook: false })
  await expect(lookEarly(access, { studyId, reason: 'I would like to know' })).rejects.toMatchObject(missing)
  await expect(requireResults(access)).rejects.not.toThrow(/reason/)
  expect(await db.look.count({ where: { studyId } })).toBe(0)
  const site = authorizeActorSite(viewer, 'studies:list')
  const report = { title: 'Mine', studyIds: [studyId], reason: 'I would like to know' }
  await expect(prepareReport(site, report as never)).rejects.toMatchObject(missing)
  expect(await listReportable(site)).toEqual([])
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  expect((await readVisibility(access)).shown).toBe('anytime')
  expect(await mayReadItems(access)).toBe(false)
  const frozen = freezeResults(access, { studyId, note: 'Mine', rule: 'all', criterion: 0 })
  await expect(frozen).rejects.toMatchObject(missing)
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  expect(await mayReadItems(access)).toBe(true)
})

test('an editor does not delete the study, and a rehearsal has the team of its draft, also when it changes', async () => {
  const draft = await makeDraft()
  const { studyId, researcher } = draft
  const access = await own(draft)
  const [editor, later] = [await makeActor('RESEARCHER'), await makeActor('RESEARCHER')]
  await addToTeam(access, { email: editor.email, role: 'EDITOR' }, 'en')
  const run = await authorizeActor(editor, studyId, 'study:run')
  const { keeps } = await readDependants(studyThing, run, {})
  expect(keeps.remove).toBe('Only its owner deletes a study.')
  const copyId = await startRehearsal(run, defaultSettings(await loadComparison(studyId)))
  expect(await rolesOf(copyId)).toEqual({ [researcher.id]: 'OWNER', [editor.id]: 'EDITOR' })
  await addToTeam(access, { email: later.email, role: 'VIEWER' }, 'en')
  await removeFromTeam(access, { userId: editor.id })
  expect(await rolesOf(copyId)).toEqual({ [researcher.id]: 'OWNER', [later.id]: 'VIEWER' })
  const copied = await authorizeActor(researcher, copyId, 'study:own')
  await expect(removeFromTeam(copied, { userId: later.id })).rejects.toMatchObject({ code: 'conflict' })
})

test('a shared study is in its people’s lists, with whose it is and what they are', async () => {
  const { studyId, researcher, editor, viewer } = await makeTeam()
  const listed = async (actor: Actor) =>
    (await listStudies(authorizeActorSite(actor, 'studies:list'))).rows.find(({ id }) => id === studyId)
  expect(await listed(editor)).toMatchObject({ role: 'EDITOR', owner: researcher.name })
  expect(await listed(viewer)).toMatchObject({ role: 'VIEWER', owner: researcher.name })
  expect(await listed(await makeActor('RESEARCHER'))).toBeUndefined()
  const seen = await readTeam(await authorizeActor(viewer, studyId, 'study:see'))
  expect(seen).toMatchObject({ mayManage: false, mayLeave: true, rows: [{ role: 'OWNER' }, {}, {}] })
})
