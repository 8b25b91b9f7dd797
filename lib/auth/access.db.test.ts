import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { enrolAnnotator } from '@/lib/annotators/enrol-annotator'
import { db } from '@/lib/db/client'
import { makePerson, makeStudy } from '@/lib/people/testing'
import { authorizeActor, authorizeActorSite } from './access'
import { type Actor, findActor } from './actor'

let study: Awaited<ReturnType<typeof makeStudy>>
let admin: Actor
let researcher: Actor
let member: Actor
let annotator: Actor

beforeAll(async () => {
  study = await makeStudy()
  admin = await makePerson('ADMIN')
  researcher = await makePerson('RESEARCHER')
  member = await makePerson('RESEARCHER')
  annotator = await makePerson('ANNOTATOR')
  await db.studyMember.create({ data: { studyId: study.studyId, userId: member.id } })
  await db.$transaction((tx) => enrolAnnotator(tx, study, { userId: annotator.id }))
})

const missing = expect.objectContaining({ code: 'not_found' })

test('admins and members may read a study, and get proof of it', async () => {
  for (const actor of [admin, member])
    expect(await authorizeActor(actor, study.studyId, 'study:read')).toEqual({ actor, studyId: study.studyId })
})

test('to everybody else a study is not there, as if it had never been', async () => {
  for (const actor of [researcher, annotator]) {
    await expect(authorizeActor(actor, study.studyId, 'study:read')).rejects.toEqual(missing)
    await expect(authorizeActor(actor, randomUUID(), 'study:read')).rejects.toEqual(missing)
  }
})

test('being enrolled lets one judge and nothing else; being a researcher does not let one judge', async () => {
  await authorizeActor(annotator, study.studyId, 'judgment:submit')
  await expect(authorizeActor(annotator, study.studyId, 'study:results')).rejects.toEqual(missing)
  for (const actor of [admin, member])
    await expect(authorizeActor(actor, study.studyId, 'judgment:submit')).rejects.toEqual(missing)
})

test('an id that is none is not there either', async () => {
  for (const id of ['', 'x', "'; DROP TABLE", '\0', '00000000-0000-0000-0000-00000000000g'])
    await expect(authorizeActor(admin, id, 'study:read')).rejects.toEqual(missing)
})

test('what the site keeps from a role is not there for it', () => {
  expect(() => authorizeActorSite(researcher, 'people:manage')).toThrow(missing)
  expect(() => authorizeActorSite(annotator, 'studies:list')).toThrow(missing)
  expect(authorizeActorSite(admin, 'people:manage')).toEqual({ actor: admin })
})

test('a disabled person is nobody', async () => {
  const { id } = await makePerson('ADMIN')
  expect(await findActor(id)).not.toBeNull()
  await db.user.update({ where: { id }, data: { disabledAt: new Date() } })
  expect(await findActor(id)).toBeNull()
})
