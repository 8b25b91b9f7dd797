import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { type Actor, findSignedIn } from '@/lib/auth/actor'
import { beginSession } from '@/lib/auth/sessions'
import { signIn } from '@/lib/auth/sign-in'
import { db } from '@/lib/db/client'
import { makeActor, makeBareStudy } from '@/lib/testing/fixtures'
import { acceptInvite, joinByInvite } from './accept-invite'
import { changePassword, readHasPassword } from './change-account'
import { createAnnotatorInvite } from './create-invite'
import { listPeople, readPerson } from './queries'
import { resetPassword } from './reset-password'
import { AnnotatorInvite } from './schema'

const BROWSER = { address: '192.0.2.31', device: null }

async function someone(email: string | null = null): Promise<Actor> {
  const select = { id: true, name: true, email: true, role: true } as const
  return db.user.create({ data: { name: `Nobody ${randomUUID()}`, role: 'ANNOTATOR', email }, select })
}

test('somebody without e-mail and password has sessions, and cannot sign in by password', async () => {
  const { id } = await someone()
  const stamp = (await beginSession(id, { passwordHash: null }, null)) ?? ''
  expect(await findSignedIn({ userId: id, stamp })).toMatchObject({ actor: { id, email: null } })
  const { email } = await someone(`${randomUUID()}@example.org`)
  for (const password of ['', 'a quiet harbour'])
    await expect(signIn({ email, password }, BROWSER)).rejects.toMatchObject({ code: 'sign_in_failed' })
})

test('who has a password begins no session without it', async () => {
  const { id } = await makeActor('ANNOTATOR')
  expect(await beginSession(id, { passwordHash: null }, null)).toBeNull()
})

test('admins see them by name, and give no password to whom it would not serve', async () => {
  const access = authorizeActorSite(await makeActor('ADMIN'), 'people:manage')
  const person = await someone()
  expect((await listPeople(access, person.name)).people).toMatchObject([{ name: person.name, email: null }])
  expect(await readPerson(access, person.id)).toMatchObject({ email: null, annotators: [] })
  await expect(resetPassword(access, { personId: person.id })).rejects.toMatchObject({ code: 'conflict' })
  const reachable = await someone(`${randomUUID()}@example.org`)
  const { password } = await resetPassword(access, { personId: reachable.id })
  expect(await signIn({ email: reachable.email, password }, BROWSER)).toMatchObject({ id: reachable.id })
})

test('they have no password to change', async () => {
  const person = await someone()
  expect(await readHasPassword(authorizeActorSite(person, 'account:manage'))).toBe(false)
  const change = { current: '', password: 'twelve brass spoons' }
  await expect(changePassword(authorizeActorSite(person, 'password:change'), change)).rejects.toMatchObject({
    fields: { current: [expect.any(String)] },
  })
})

test('they join studies by a link, and nobody takes their account over with one', async () => {
  const study = await makeBareStudy()
  const { studyId } = study
  const access = await authorizeActor(await makeActor('ADMIN'), studyId, 'annotators:manage')
  const { token } = await createAnnotatorInvite(access, AnnotatorInvite.parse(study))
  const person = await someone(`${randomUUID()}@example.org`)
  expect(await joinByInvite(authorizeActorSite(person, 'account:manage'), { token })).toEqual({ studyId })
  const password = 'twelve brass spoons'
  const taking = { token, name: 'Other', email: person.email ?? '', password, agreesTo: null }
  expect(await acceptInvite(taking, BROWSER.address)).toEqual({ studyId })
  await expect(signIn({ email: person.email, password }, BROWSER)).rejects.toMatchObject({ code: 'sign_in_failed' })
})

test('an identity is one person’s, and a password needs an e-mail', async () => {
  const [one, other] = [await someone(), await someone()]
  const identity = { issuer: 'https://sso.example', subject: randomUUID() }
  await db.identity.create({ data: { ...identity, userId: one.id } })
  await expect(db.identity.create({ data: { ...identity, userId: other.id } })).rejects.toMatchObject({ code: 'P2002' })
  await expect(db.user.update({ where: { id: one.id }, data: { passwordHash: 'x' } })).rejects.toThrow(
    /User_password_has_an_email/,
  )
})
