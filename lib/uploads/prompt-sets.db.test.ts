import { expect, test } from 'vitest'
import { authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { importUpload } from './import-upload'
import { prepareImport } from './prepare-import'
import { listPromptSets, readPromptSet } from './queries'
import { coverageBySystem } from './set-coverage'
import { stageUpload } from './stage-upload'
import { adminAccess, chunksOf, jsonLines } from './testing'

const { actor } = await adminAccess()
const readAccess = authorizeActorSite(actor, 'prompts:read')
const all = { leaveOutProblems: true, acceptEmpty: true }

type Command = Parameters<typeof prepareImport>[0]

async function runCommand(command: Omit<Command, 'filename' | 'add'> & { add?: boolean }, records: unknown[]) {
  const { access, input } = await prepareImport({ filename: 'file.jsonl', add: false, ...command })
  const uploadId = await stageUpload(access, input, chunksOf(jsonLines(records)))
  return importUpload(access, { uploadId, ...all })
}

test('a command names set, system and account; its acts are in the audit trail', async () => {
  const tags = ['a "quoted" tag', 'back\\slash', 'comma, and {brace}', 'NULL']
  const prompts = Array.from({ length: 120 }, (_, n) => ({ id: `q-${n + 1}`, prompt: `Question ${n + 1}?`, tags }))
  await runCommand({ kind: 'PROMPTS', set: 'Everyday' }, prompts)
  const answered = prompts.filter(({ id }) => id !== 'q-7' && id !== 'q-8' && id !== 'q-100')
  await runCommand(
    { kind: 'RESPONSES', set: 'Everyday', system: 'Heron 13B', as: 'INES@example.org' },
    answered.map(({ id }) => ({ id, response: id === 'q-1' ? '' : 'Yes.' })),
  )
  const { sets, mayUpload } = await listPromptSets(readAccess)
  expect(mayUpload).toBe(true)
  expect(sets).toMatchObject([{ name: 'Everyday', prompts: 120, systems: 1, responses: 117 }])
  const [set] = sets
  const view = await readPromptSet(readAccess, set?.id ?? '', 2)
  expect(view).toMatchObject({ total: 120, pages: 2, waiting: [] })
  // An address may ask for any page: beyond the last it is the last, before the first the first.
  expect(await readPromptSet(readAccess, set?.id ?? '', 1e300)).toMatchObject({ page: 2, prompts: view.prompts })
  expect(await readPromptSet(readAccess, set?.id ?? '', -1)).toMatchObject({ page: 1 })
  expect(view.prompts[0]).toMatchObject({ externalId: 'q-101', beginning: 'Question 101?', systems: 1, turns: 1, tags })
  expect(await coverageBySystem(readAccess, set?.id ?? '')).toMatchObject([
    {
      name: 'Heron 13B',
      total: 120,
      covered: 117,
      empty: 1,
      further: 0,
      gaps: [
        { from: 6, to: 7, first: 'q-7', last: 'q-8' },
        { from: 99, to: 99, first: 'q-100', last: 'q-100' },
      ],
    },
  ])
  const acts = await db.auditEntry.findMany({ orderBy: { id: 'asc' } })
  expect(acts.map(({ action, actorId }) => [action, actorId])).toEqual([
    ['upload.import', actor.id],
    ['upload.import', actor.id],
  ])
})

test('a researcher reads prompt sets and uploads their own; what else comes in is admins’', async () => {
  const data = { email: 'rosa@example.org', name: 'Rosa', role: 'RESEARCHER', passwordHash: 'none' } as const
  const researcher = await db.user.create({ data })
  expect(await listPromptSets(authorizeActorSite(researcher, 'prompts:read'))).toMatchObject({
    mayUpload: true,
    mayImport: false,
  })
  expect(() => authorizeActorSite(researcher, 'imports:manage')).toThrow(/could not find/)
})

test.each([
  [{ kind: 'RESPONSES', set: 'Nobody’s', system: 'x' }, /no prompt set called “Nobody’s”/],
  [{ kind: 'PROMPTS', set: 'Nobody’s', add: true }, /no prompt set called “Nobody’s”/],
  [{ kind: 'PROMPTS', set: ' ' }, /Give a name/],
  [{ kind: 'PROMPTS', set: 'New', as: 'nobody@example.org' }, /No admin or researcher has the e-mail/],
] as const)('a command that names what is not there is refused: %o', async (command, message) => {
  await expect(prepareImport({ filename: 'x', add: false, ...command })).rejects.toThrow(message)
})

test('a prompt set nobody made is not found', async () => {
  await expect(readPromptSet(readAccess, 'nonsense')).rejects.toMatchObject({ code: 'not_found' })
})
