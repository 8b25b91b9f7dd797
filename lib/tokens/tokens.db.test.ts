import { expect, test } from 'vitest'
import { authorizeActorSite } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { makeActor, makeDraft } from '@/lib/testing/fixtures'
import { createToken } from './create-token'
import { findHolder, REQUESTS_A_MINUTE } from './find-holder'
import { listAllTokens, listTokens } from './queries'
import { readSecret } from './read-secret'
import { revokeAnyToken, revokeToken } from './revoke-token'
import { TokenInput } from './schema'
import { looksLikeSecret, makeSecret } from './secret'

const access = (actor: Actor) => authorizeActorSite(actor, 'tokens:manage')
const asked = (input: Partial<TokenInput> = {}) =>
  TokenInput.parse({ name: 'A notebook', scopes: ['studies:read', 'judgments:read'], ...input })
const make = async (actor: Actor, input?: Partial<TokenInput>) => (await createToken(access(actor), asked(input))).token
const find = (secret: string) => findHolder(secret, '192.0.2.8')
const refused = expect.objectContaining({ code: 'token_refused' })

test('a token has its form and its checksum; a letter that is changed makes it none', () => {
  for (let i = 0; i < 200; i++) expect(looksLikeSecret(makeSecret())).toBe(true)
  const secret = makeSecret()
  expect(secret).toMatch(/^evh_[0-9A-Za-z]{49}$/)
  const changed = secret.at(10) === 'x' ? 'y' : 'x'
  expect(looksLikeSecret(`${secret.slice(0, 10)}${changed}${secret.slice(11)}`)).toBe(false)
  expect(looksLikeSecret(secret.slice(0, -1))).toBe(false)
})

test.each([
  ['Bearer evh_a', 'evh_a'],
  ['bearer  evh_a', 'evh_a'],
  [`Basic ${Buffer.from('anybody:evh_a').toString('base64')}`, 'evh_a'],
  [`Basic ${Buffer.from('evh_a').toString('base64')}`, 'evh_a'],
  ['Digest evh_a', ''],
  ['evh_a', ''],
  ['', ''],
  [null, null],
])('of the header %s the token is %s', (header, secret) => {
  expect(readSecret(header)).toBe(secret)
})

test('it is shown once, kept as a hash, and listed by its last letters', async () => {
  const owner = await makeActor('RESEARCHER')
  const secret = await make(owner)
  expect(JSON.stringify(await db.apiToken.findMany({ where: { userId: owner.id } }))).not.toContain(secret)
  const [row] = await listTokens(access(owner))
  expect(row).toMatchObject({ name: 'A notebook', lastFour: secret.slice(-4), state: 'works', lastUsedAt: null })
  expect(((row?.expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000).toBeCloseTo(90, 2)
  expect(await listTokens(access(await makeActor('RESEARCHER')))).toEqual([])
  const events = await db.auditEntry.findMany({ where: { actorId: owner.id, action: 'token.create' } })
  expect(events).toMatchObject([{ subject: 'A notebook', detail: { days: 90 } }])
  expect(await db.securityEvent.count({ where: { userId: owner.id, kind: 'token.create' } })).toBe(1)
})

test('its holder has the owner’s name, the scopes and the studies, and is noted', async () => {
  const { researcher, studyId } = await makeDraft()
  const secret = await make(researcher, { studyIds: [studyId] })
  const holder = await find(secret)
  expect(holder).toMatchObject({ actor: { id: researcher.id }, left: REQUESTS_A_MINUTE - 1 })
  expect([...holder.scopes]).toEqual(['studies:read', 'judgments:read'])
  expect([...(holder.studyIds ?? [])]).toEqual([studyId])
  const before = (await listTokens(access(researcher)))[0]?.lastUsedAt
  expect(before).toBeInstanceOf(Date)
  expect((await find(secret)).left).toBe(REQUESTS_A_MINUTE - 2)
  expect((await listTokens(access(researcher)))[0]?.lastUsedAt).toEqual(before)
  expect((await find(await make(researcher))).studyIds).toBeNull()
})

test('each minute has its own requests', async () => {
  const owner = await makeActor('RESEARCHER')
  const secret = await make(owner)
  await db.apiToken.updateMany({
    where: { userId: owner.id },
    data: { uses: REQUESTS_A_MINUTE, usesSince: new Date() },
  })
  const { left, resetsIn } = await find(secret)
  expect(left).toBe(-1)
  expect(resetsIn).toBeGreaterThan(50)
  await db.apiToken.updateMany({ where: { userId: owner.id }, data: { usesSince: new Date(Date.now() - 61_000) } })
  expect((await find(secret)).left).toBe(REQUESTS_A_MINUTE - 1)
})

test('it is out at the next request: revoked, run out, its owner disabled, demoted or given a password', async () => {
  const ends: [string, (owner: Actor, id: string) => Promise<unknown>][] = [
    ['token_refused', (owner, id) => revokeToken(access(owner), id)],
    [
      'token_refused',
      async (_, id) => revokeAnyToken(authorizeActorSite(await makeActor('ADMIN'), 'people:manage'), id),
    ],
    ['token_refused', (_, id) => db.apiToken.update({ where: { id }, data: { expiresAt: new Date() } })],
    ['token_refused', ({ id }) => db.user.update({ where: { id }, data: { disabledAt: new Date() } })],
    ['token_refused', ({ id }) => db.user.update({ where: { id }, data: { role: 'ANNOTATOR' } })],
    ['password_change_needed', ({ id }) => db.user.update({ where: { id }, data: { passwordExpiresAt: new Date() } })],
  ]
  for (const [code, end] of ends) {
    const owner = await makeActor('RESEARCHER')
    const secret = await make(owner)
    await find(secret)
    await end(owner, (await listTokens(access(owner)))[0]?.id ?? '')
    await expect(find(secret)).rejects.toMatchObject({ code })
  }
  for (const unknown of [makeSecret(), 'evh_', '']) await expect(find(unknown)).rejects.toEqual(refused)
})

test('annotators make none, and nobody makes one for a study that is none of theirs, or revokes another’s', async () => {
  await expect((async () => access(await makeActor('ANNOTATOR')))()).rejects.toMatchObject({ code: 'not_found' })
  const { researcher, studyId } = await makeDraft()
  const other = await makeActor('RESEARCHER')
  await expect(make(other, { studyIds: [studyId] })).rejects.toMatchObject({ code: 'not_found' })
  await make(researcher)
  const id = (await listTokens(access(researcher)))[0]?.id ?? ''
  await expect(revokeToken(access(other), id)).rejects.toMatchObject({ code: 'not_found' })
  const everybody = await listAllTokens(authorizeActorSite(await makeActor('ADMIN'), 'people:manage'))
  expect(everybody.find((token) => token.id === id)?.owner).toEqual({ id: researcher.id, name: researcher.name })
})
