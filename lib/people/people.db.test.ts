import { beforeEach, expect, test } from 'vitest'
import { authorizeActorSite } from '@/lib/auth/access'
import { findSignedIn } from '@/lib/auth/actor'
import { signIn } from '@/lib/auth/sign-in'
import { countAttempt } from '@/lib/auth/sign-in-wait'
import { db } from '@/lib/db/client'
import { cheapHash } from '@/lib/testing/cheap-hash'
import { makeActor } from '@/lib/testing/fixtures'
import { changeName, changePassword } from './change-account'
import { changeStanding } from './change-standing'
import { listPeople, readPerson } from './queries'
import { resetPassword } from './reset-password'
import { PersonName, type Standing } from './schema'

const BROWSER = { address: '192.0.2.1', device: null }
const HOURS_MS = 60 * 60 * 1000

beforeEach(async () => {
  await db.user.deleteMany()
})

const activeAdmins = () => db.user.count({ where: { role: 'ADMIN', disabledAt: null } })

test('the last active admin can be neither disabled nor demoted, also by themselves', async () => {
  const admin = await makeActor('ADMIN')
  const access = authorizeActorSite(admin, 'people:manage')
  const gone = await makeActor('ADMIN')
  await changeStanding(access, { personId: gone.id, disabled: true })
  const refused = expect.objectContaining({ code: 'conflict' })
  await expect(changeStanding(access, { personId: admin.id, disabled: true })).rejects.toEqual(refused)
  await expect(changeStanding(access, { personId: admin.id, role: 'RESEARCHER' })).rejects.toEqual(refused)
  await changeStanding(access, { personId: gone.id, disabled: false })
  await changeStanding(access, { personId: admin.id, role: 'RESEARCHER' })
  expect(await activeAdmins()).toBe(1)
})

test('admins who disable and demote one another all at once leave one', async () => {
  const admins = await Promise.all(Array.from({ length: 6 }, () => makeActor('ADMIN')))
  const outcomes = await Promise.allSettled(
    admins.map((actor, index) => {
      const personId = admins[(index + 1) % admins.length]?.id ?? ''
      const change: Standing = index % 2 ? { personId, disabled: true } : { personId, role: 'ANNOTATOR' }
      return changeStanding(authorizeActorSite(actor, 'people:manage'), change)
    }),
  )
  expect(await activeAdmins()).toBe(1)
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1)
})

test('a change is written down once, with what it was before', async () => {
  const access = authorizeActorSite(await makeActor('ADMIN'), 'people:manage')
  const { id } = await makeActor('ANNOTATOR')
  await changeStanding(access, { personId: id, role: 'RESEARCHER' })
  await changeStanding(access, { personId: id, role: 'RESEARCHER' })
  const entries = await db.auditEntry.findMany({ where: { subject: id } })
  expect(entries).toMatchObject([{ action: 'person.role', detail: { from: 'ANNOTATOR', to: 'RESEARCHER' } }])
})

test('a reset password signs in, ends sessions, and is stored nowhere', async () => {
  const access = authorizeActorSite(await makeActor('ADMIN'), 'people:manage')
  const person = await makeActor('ANNOTATOR')
  const { password } = await resetPassword(access, { personId: person.id })
  const { stamp } = await signIn({ email: person.email, password }, BROWSER)
  expect(await findSignedIn({ userId: person.id, stamp })).not.toBeNull()
  await resetPassword(access, { personId: person.id })
  expect(await findSignedIn({ userId: person.id, stamp })).toBeNull()
  expect(JSON.stringify(await db.auditEntry.findMany(), (_, v) => String(v))).not.toContain(password)
})

test('a reset password serves three days, and to choose another', async () => {
  const access = authorizeActorSite(await makeActor('ADMIN'), 'people:manage')
  const person = await makeActor('ANNOTATOR')
  const { password } = await resetPassword(access, { personId: person.id })
  const { passwordExpiresAt } = await db.user.findUniqueOrThrow({ where: { id: person.id } })
  expect(((passwordExpiresAt?.getTime() ?? 0) - Date.now()) / HOURS_MS).toBeCloseTo(72, 1)
  const { stamp } = await signIn({ email: person.email, password }, BROWSER)
  expect((await findSignedIn({ userId: person.id, stamp }))?.mustChangePassword).toBe(true)

  const mine = authorizeActorSite(person, 'password:change')
  const same = changePassword(mine, { current: password, password })
  await expect(same).rejects.toMatchObject({ code: 'invalid', fields: { password: [expect.any(String)] } })
  await changePassword(mine, { current: password, password: 'a quiet harbour' })
  const chosen = await signIn({ email: person.email, password: 'a quiet harbour' }, BROWSER)
  expect((await findSignedIn({ userId: person.id, stamp: chosen.stamp }))?.mustChangePassword).toBe(false)

  const again = await resetPassword(access, { personId: person.id })
  await db.user.update({ where: { id: person.id }, data: { passwordExpiresAt: new Date(Date.now() - 1000) } })
  const late = signIn({ email: person.email, password: again.password }, BROWSER)
  await expect(late).rejects.toMatchObject({ code: 'password_expired' })
  const wrong = signIn({ email: person.email, password: 'wrong' }, BROWSER)
  await expect(wrong).rejects.toMatchObject({ code: 'sign_in_failed' })
})

test('who is locked out by guesses gets in with a reset password', async () => {
  const access = authorizeActorSite(await makeActor('ADMIN'), 'people:manage')
  const person = await makeActor('ANNOTATOR')
  for (let i = 0; i < 5; i++) await countAttempt({ account: person.email, client: { address: BROWSER.address } })
  const { password } = await resetPassword(access, { personId: person.id })
  await signIn({ email: person.email, password }, BROWSER)
})

test('one’s own password changes only with the present one to a good one, and guessing it is limited', async () => {
  const person = await makeActor('ANNOTATOR')
  await db.user.update({ where: { id: person.id }, data: { passwordHash: cheapHash('the present one') } })
  const access = authorizeActorSite(person, 'password:change')
  const change = (current: string, password = 'the new one!') => changePassword(access, { current, password })
  await expect(change('wrong')).rejects.toMatchObject({ code: 'invalid', fields: { current: [expect.any(String)] } })
  for (const easy of ['password12', person.email, ' '.repeat(10)])
    await expect(change('the present one', easy)).rejects.toMatchObject({ fields: { password: [expect.any(String)] } })
  await change('the present one')
  await signIn({ email: person.email, password: 'the new one!' }, BROWSER)
  for (let i = 0; i < 5; i++) await change('wrong').catch(() => undefined)
  await expect(change('the new one!')).rejects.toMatchObject({ code: 'too_many_attempts' })
})

test('a name that is markup is kept to the letter; a name of two lines is refused', async () => {
  const name = `<script>alert(1)</script><img src=x onerror="alert(1)"> '; DROP TABLE "User"; -- {{7*7}}`
  const person = await makeActor('ANNOTATOR')
  await changeName(authorizeActorSite(person, 'account:manage'), { name: PersonName.parse(` ${name} `) })
  expect((await db.user.findUnique({ where: { id: person.id } }))?.name).toBe(name)
  for (const bad of ['', '  ', 'a\nb', 'a\0b', 'x'.repeat(101)]) expect(PersonName.safeParse(bad).success).toBe(false)
})

test('people are found by name and e-mail, and no hash comes along', async () => {
  const admin = await makeActor('ADMIN', 'Dana Okafor')
  await makeActor('ANNOTATOR', '100% Sure_')
  const access = authorizeActorSite(admin, 'people:manage')
  const names = async (search: string) => (await listPeople(access, search)).people.map(({ name }) => name)
  expect(await names('')).toEqual(['100% Sure_', 'Dana Okafor'])
  expect(await names('okaf')).toEqual(['Dana Okafor'])
  expect(await names('%')).toEqual(['100% Sure_'])
  expect(await names('\\')).toEqual([])
  expect(await names('\0')).toEqual([])
  expect(JSON.stringify(await listPeople(access, ''))).not.toContain('passwordHash')
  expect(await readPerson(access, admin.id)).not.toHaveProperty('passwordHash')
  await expect(readPerson(access, 'x')).rejects.toMatchObject({ code: 'not_found' })
})
