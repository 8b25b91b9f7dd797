import { expect, test, vi } from 'vitest'
import { db } from '@/lib/db/client'
import { makeActor, makeDraft, makeSession } from '@/lib/testing/fixtures'
import { authorize, authorizeSite } from './access'

vi.stubEnv('AUTH_REQUIRE_2FA', 'staff')
let session: { userId: string; stamp: string } | null = null
vi.mock('./session', () => ({ readSession: async () => session }))

async function signInAs(id: string) {
  session = { userId: id, stamp: await makeSession(id) }
}
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error) => error.code as string,
  )

test('who has to have a second factor does nothing until they have one', async () => {
  const { studyId, researcher } = await makeDraft()
  await signInAs(researcher.id)
  expect(await codeOf(authorizeSite('studies:list'))).toBe('factor_setup_needed')
  expect(await codeOf(authorizeSite('account:manage'))).toBe('factor_setup_needed')
  expect(await codeOf(authorize(studyId, 'study:read'))).toBe('factor_setup_needed')
  expect(await codeOf(authorizeSite('factor:manage'))).toBe('done')
  expect(await codeOf(authorizeSite('password:change'))).toBe('done')
  await db.user.update({ where: { id: researcher.id }, data: { secondFactorAt: new Date() } })
  expect(await codeOf(authorizeSite('studies:list'))).toBe('done')
  expect(await codeOf(authorize(studyId, 'study:read'))).toBe('done')
})

test('a password to be changed comes first, and people without one are left to their provider', async () => {
  const given = await makeActor('ADMIN')
  await db.user.update({ where: { id: given.id }, data: { passwordExpiresAt: new Date(Date.now() + 60_000) } })
  await signInAs(given.id)
  expect(await codeOf(authorizeSite('factor:manage'))).toBe('password_change_needed')
  const elsewhere = await makeActor('ADMIN')
  await db.user.update({ where: { id: elsewhere.id }, data: { passwordHash: null } })
  await signInAs(elsewhere.id)
  expect(await codeOf(authorizeSite('people:manage'))).toBe('done')
})

test('annotators need none, and may manage none', async () => {
  const annotator = await makeActor('ANNOTATOR')
  await signInAs(annotator.id)
  expect(await codeOf(authorizeSite('account:manage'))).toBe('done')
  expect(await codeOf(authorizeSite('factor:manage'))).toBe('not_found')
})
