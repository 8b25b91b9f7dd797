import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { readDesignChoices } from '@/lib/designs/design-choices'
import { deleteThing, readDependants } from '@/lib/keeping/change-thing'
import { findPrompts } from '@/lib/prompts/find-prompts'
import { createStudy } from '@/lib/studies/create-study'
import { loadComparison, makeActor, makeDraft } from '@/lib/testing/fixtures'
import { changePrompt, changeSet } from './change-set'
import { discardUpload } from './discard-upload'
import { importUpload } from './import-upload'
import { listAllSystems } from './list-all-systems'
import { listWholePrompts } from './list-prompts'
import { setResearchersUpload } from './own-uploads'
import { listPromptSets, readPromptSet, readUploadTarget } from './queries'
import { readPrompt } from './read-prompt'
import { removeResponses } from './remove-responses'
import { reportProblems } from './report-problems'
import { requestImport } from './request-import'
import { reviewUpload } from './review-upload'
import { UploadInput } from './schema'
import { coverageBySystem } from './set-coverage'
import { setThing } from './set-thing'
import { stageUpload } from './stage-upload'
import { chunksOf, jsonLines, strict } from './testing'

const missing = { code: 'not_found' }
const forbidden = { code: 'forbidden' }
const uploads = (actor: Actor) => authorizeActorSite(actor, 'uploads:manage')
const reads = (actor: Actor) => authorizeActorSite(actor, 'prompts:read')
const people = async () => authorizeActorSite(await makeActor('ADMIN'), 'people:manage')

afterEach(async () => {
  await db.siteRules.deleteMany()
})

const PROMPTS = jsonLines([1, 2].map((n) => ({ id: `q-${n}`, prompt: `Question ${n}?` })))
const ANSWERS = jsonLines([1, 2].map((n) => ({ id: `q-${n}`, response: `Answer ${n}.` })))

function stage(actor: Actor, kind: 'PROMPTS' | 'RESPONSES', target: { name?: string; promptSetId?: string }) {
  const input = UploadInput.parse({ kind, filename: 'file.jsonl', ...target })
  return stageUpload(uploads(actor), input, chunksOf(kind === 'PROMPTS' ? PROMPTS : ANSWERS))
}

/** A set with one system's responses, uploaded by somebody. */
async function upload(actor: Actor) {
  const [name, system] = [`Set ${randomUUID()}`, `System ${randomUUID()}`]
  const bring = async (uploadId: string) => importUpload(uploads(actor), { uploadId, ...strict })
  await bring(await stage(actor, 'PROMPTS', { name }))
  const { id: setId, isShared } = await db.promptSet.findUniqueOrThrow({ where: { name } })
  await bring(await stage(actor, 'RESPONSES', { name: system, promptSetId: setId }))
  const { id: systemId } = await db.system.findUniqueOrThrow({ where: { name: system } })
  const { id: promptId } = await db.prompt.findFirstOrThrow({ where: { promptSetId: setId } })
  return { name, system, setId, systemId, promptId, isShared }
}

/** By how many ways somebody sees a set. */
async function ways(actor: Actor, { setId, promptId, system }: Awaited<ReturnType<typeof upload>>) {
  const access = reads(actor)
  const seen = (read: Promise<unknown>) =>
    read.then(
      () => true,
      () => false,
    )
  const choices = await readDesignChoices(authorizeActorSite(actor, 'studies:create'))
  return [
    (await listPromptSets(access)).sets.some(({ id }) => id === setId),
    await seen(readPromptSet(access, setId)),
    await seen(readPrompt(access, setId, promptId)),
    await seen(listWholePrompts(access, setId, { limit: 9, after: null, words: '' })),
    await seen(coverageBySystem(access, setId)),
    (await findPrompts(access, { setId, words: 'Question' })).length > 0,
    (await listAllSystems(access, system)).total > 0,
    choices.promptSets.some(({ id }) => id === setId),
    choices.systems.some(({ promptSetId }) => promptSetId === setId),
  ]
}

const all = (value: boolean) => Array.from({ length: 9 }, () => value)

test('a researcher’s set is for them, admins and who designs a study with it, by every way; once shared, for all', async () => {
  const [owner, other, viewer, admin] = [
    ...[await makeActor('RESEARCHER'), await makeActor('RESEARCHER'), await makeActor('RESEARCHER')],
    await makeActor('ADMIN'),
  ] as const
  const set = await upload(owner)
  expect(set.isShared).toBe(false)
  for (const who of [owner, admin]) expect(await ways(who, set)).toEqual(all(true))
  for (const who of [other, viewer]) expect(await ways(who, set)).toEqual(all(false))
  const { studyId } = await makeDraft()
  await db.study.update({ where: { id: studyId }, data: { promptSetId: set.setId } })
  await db.studyMember.createMany({
    data: [
      { studyId, userId: other.id, role: 'EDITOR' },
      { studyId, userId: viewer.id, role: 'VIEWER' },
    ],
  })
  expect(await ways(other, set)).toEqual(all(true))
  expect(await ways(viewer, set)).toEqual(all(false))
  await changeSet(uploads(owner), { setId: set.setId, description: '', licence: '', isShared: true })
  expect(await ways(viewer, set)).toEqual(all(true))
  // What an admin uploads is everybody's.
  expect(await ways(viewer, await upload(admin))).toEqual(all(true))
})

test('a design names only a set that is there for whoever makes it', async () => {
  const [owner, other] = [await makeActor('RESEARCHER'), await makeActor('RESEARCHER')]
  const { setId } = await upload(owner)
  const { studyId, researcher } = await makeDraft()
  const design = await loadComparison(studyId)
  const make = createStudy(authorizeActorSite(other, 'studies:create'), { ...design, promptSetId: setId })
  await expect(make).rejects.toMatchObject({ code: 'invalid', fields: { promptSetId: [expect.any(String)] } })
  await authorizeActor(researcher, studyId, 'study:design')
})

test('uploads and sets of others are changed by nobody, seen or not', async () => {
  const [owner, other, admin] = [
    ...([await makeActor('RESEARCHER'), await makeActor('RESEARCHER'), await makeActor('ADMIN')] as const),
  ]
  const [hidden, everybodys] = [await upload(owner), await upload(admin)]
  const uploadId = await stage(owner, 'PROMPTS', { name: `Set ${randomUUID()}` })
  const access = uploads(other)
  for (const act of [
    () => reviewUpload(access, uploadId),
    () => reportProblems(access, uploadId),
    () => requestImport(access, { uploadId, ...strict, leaveOutFields: false }),
    () => importUpload(access, { uploadId, ...strict }),
    () => discardUpload(access, { uploadId }),
    () => stage(other, 'RESPONSES', { name: 'Mine', promptSetId: hidden.setId }),
    () => readUploadTarget(access, hidden.setId),
    () => readDependants(setThing, access, { setId: hidden.setId }),
    () => readDependants(setThing, access, { setId: everybodys.setId }),
    () => deleteThing(setThing, access, { setId: everybodys.setId, name: everybodys.name }),
  ])
    await expect(act(), String(act)).rejects.toMatchObject(missing)
  for (const act of [
    () => stage(other, 'RESPONSES', { name: 'Mine', promptSetId: everybodys.setId }),
    () => stage(other, 'PROMPTS', { promptSetId: everybodys.setId }),
    () => changeSet(access, { setId: everybodys.setId, description: 'Mine', licence: '' }),
    () => changePrompt(access, { promptId: everybodys.promptId, category: 'mine', tags: [] }),
    () => removeResponses(access, everybodys),
  ])
    await expect(act(), String(act)).rejects.toMatchObject(forbidden)
  expect(await db.systemResponse.count({ where: { promptSetId: everybodys.setId } })).toBe(2)
  // An admin decides on any.
  await discardUpload(uploads(admin), { uploadId })
  expect(await removeResponses(uploads(owner), hidden)).toBe(2)
})

test('an admin keeps uploads to admins, at the next request; what is there stays its maker’s', async () => {
  const [owner, access] = [await makeActor('RESEARCHER'), await people()]
  const set = await upload(owner)
  const uploadId = await stage(owner, 'PROMPTS', { name: `Set ${randomUUID()}` })
  await setResearchersUpload(access, false)
  await expect(stage(owner, 'PROMPTS', { name: `Set ${randomUUID()}` })).rejects.toMatchObject(forbidden)
  await expect(importUpload(uploads(owner), { uploadId, ...strict })).rejects.toMatchObject(forbidden)
  expect((await listPromptSets(reads(owner))).mayUpload).toBe(false)
  expect(await readPromptSet(reads(owner), set.setId)).toMatchObject({ mayUpload: false, mayChange: true })
  await stage(await makeActor('ADMIN'), 'PROMPTS', { name: `Set ${randomUUID()}` })
  await deleteThing(setThing, uploads(owner), { setId: set.setId, name: set.name })
  await setResearchersUpload(access, true)
  await importUpload(uploads(owner), { uploadId, ...strict })
  const acts = await db.auditEntry.findMany({ where: { action: 'site.uploads', actorId: access.actor.id } })
  expect(acts).toHaveLength(2)
})
