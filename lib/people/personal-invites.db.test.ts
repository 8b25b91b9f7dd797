import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { listStudyAudit } from '@/lib/audit/queries'
import { tellAct } from '@/lib/audit/sentences'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { STUDY_FILES, writeStudyFile } from '@/lib/formats/export/study-files'
import { deleteThing } from '@/lib/keeping/change-thing'
import { makeActor, makeOpenStudy } from '@/lib/testing/fixtures'
import { acceptInvite, joinByInvite } from './accept-invite'
import { inviteThing } from './invite-thing'
import { createPersonalInvites, findServedInvite, listPersonalInvites } from './personal-invites'
import { revokeAnnotatorInvite } from './revoke-invite'

const PASSWORD = 'a quiet harbour'
let hosts = 0
const newAddress = () => `10.21.${++hosts >> 8}.${hosts & 255}`
const invalid = { code: 'invite_invalid' }

async function makeLinks(names: string[]) {
  const study = await makeOpenStudy()
  const { studyId, researcher } = study
  const access = await authorizeActor(researcher, studyId, 'annotators:manage')
  const { id: groupId } = await db.annotatorGroup.findFirstOrThrow({ where: { studyId } })
  const people = names.map((name) => ({ name, email: null }))
  const links = await createPersonalInvites(access, { groupId, people, days: 3 })
  return { ...study, access, groupId, links, tokens: links.map(({ token }) => token) }
}

const accept = (token = '') =>
  acceptInvite(
    { token, name: 'Somebody', email: `${randomUUID()}@example.org`, password: PASSWORD, agreesTo: null },
    newAddress(),
  )

test('each person has a link that brings in one, and says of each what became of it', async () => {
  const { access, studyId, tokens, links } = await makeLinks(['Mara Lindt', 'Noor Haddad', 'Ola Nord', 'Per Dahl'])
  await accept(tokens[0])
  await expect(accept(tokens[0])).rejects.toMatchObject(invalid)
  await revokeAnnotatorInvite(access, { inviteId: links[1]?.id ?? '' })
  await expect(accept(tokens[1])).rejects.toMatchObject(invalid)
  await db.invite.update({ where: { id: links[2]?.id ?? '' }, data: { expiresAt: new Date(0) } })
  await expect(accept(tokens[2])).rejects.toMatchObject(invalid)
  const states = (await listPersonalInvites(access)).map(({ name, state, joinedAt }) => [
    name,
    state,
    joinedAt !== null,
  ])
  expect(states.sort()).toEqual([
    ...[
      ['Mara Lindt', 'joined', true],
      ['Noor Haddad', 'revoked', false],
    ],
    ...[
      ['Ola Nord', 'expired', false],
      ['Per Dahl', 'waiting', false],
    ],
  ])
  expect(await db.annotator.count({ where: { studyId } })).toBe(1)
  // Of two who open one link at once, one is in.
  const both = await Promise.allSettled([accept(tokens[3]), accept(tokens[3])])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a link knows whom it brought in, on any device, and nobody else', async () => {
  const { studyId, tokens, access, links } = await makeLinks(['Mara', 'Noor'])
  const [mine = '', other = ''] = tokens
  const person = await makeActor('ANNOTATOR')
  const me = authorizeActorSite(person, 'account:manage')
  expect(await findServedInvite(mine)).toBeNull()
  await joinByInvite(me, { token: mine })
  expect(await findServedInvite(mine)).toEqual({ studyId, usedById: person.id })
  // Who is in already uses up nobody else's link.
  await joinByInvite(me, { token: other })
  expect(await findServedInvite(other)).toBeNull()
  await revokeAnnotatorInvite(access, { inviteId: links[0]?.id ?? '' })
  expect(await findServedInvite(mine)).toBeNull()
  expect(await findServedInvite(randomUUID())).toBeNull()
})

test('names stand in no file, no audit trail and with no code', async () => {
  const name = `Xanthippe ${randomUUID().slice(0, 8)}`
  const { studyId, researcher, access, tokens, links } = await makeLinks([name, `${name} the second`])
  await accept(tokens[0])
  expect(JSON.stringify(await listPersonalInvites(access))).not.toMatch(/C01|annotator/i)
  await deleteThing(inviteThing, access, { inviteId: links[1]?.id ?? '', name: 'A personal link' })
  const audit = await listStudyAudit(await authorizeActor(researcher, studyId, 'study:read'))
  const told = audit.rows.map(tellAct)
  expect(told).toContain('made 2 personal links into the group Crowd, valid for 3 days')
  expect(JSON.stringify(await db.auditEntry.findMany({ where: { studyId } }), bigints)).not.toContain(name)
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  const read = await authorizeActor(researcher, studyId, 'study:read')
  let files = 0
  for (const { name: file } of STUDY_FILES) {
    const written = await writeStudyFile(read, file).catch(() => null)
    if (!written) continue
    const chunks: Uint8Array[] = []
    for await (const chunk of written.chunks) chunks.push(Buffer.from(chunk))
    expect(Buffer.concat(chunks).includes(name), file).toBe(false)
    files++
  }
  expect(files).toBeGreaterThan(10)
})

test('links are made for a group of the study that takes people in', async () => {
  const { access, studyId } = await makeLinks(['Mara'])
  const other = await makeOpenStudy()
  const theirs = await db.annotatorGroup.findFirstOrThrow({ where: { studyId: other.studyId } })
  const make = (groupId: string) =>
    createPersonalInvites(access, { groupId, people: [{ name: 'Noor', email: null }], days: 1 })
  await expect(make(theirs.id)).rejects.toMatchObject({ code: 'not_found' })
  const own = await db.annotatorGroup.findFirstOrThrow({ where: { studyId } })
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  await expect(make(own.id)).rejects.toMatchObject({ code: 'not_found' })
})

const bigints = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
