import { expect, test } from 'vitest'
import { authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { makeActor, makeBareStudy } from '@/lib/testing/fixtures'
import { listAudit } from './queries'
import { recordAudit } from './record'

const admin = await makeActor('ADMIN', 'Dana Okafor')
const access = authorizeActorSite(admin, 'audit:read')

test('entries come newest first, page by page, each once', async () => {
  for (let i = 0; i < 120; i++) await recordAudit(db, admin, { action: 'names.add', subject: `no. ${i}` })
  const seen: string[] = []
  for (let before: string | undefined, more = true; more; ) {
    const { rows, next } = await listAudit(access, before)
    seen.push(...rows.map(({ subject }) => subject))
    before = next ?? undefined
    more = next !== null
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, i) => `no. ${119 - i}`))
})

test('people and studies are shown by name, and a page that is none is the first', async () => {
  const { studyId } = await makeBareStudy()
  await recordAudit(db, null, { action: 'names.add', studyId, subject: admin.id, detail: { n: 1 } })
  for (const before of [undefined, 'x', "1'; --", '-1', '9'.repeat(30)]) {
    const { rows } = await listAudit(access, before)
    expect(rows[0]).toMatchObject({
      actor: null,
      subject: 'Dana Okafor',
      study: { id: studyId, title: 'Test study' },
      detail: { n: 1 },
    })
  }
})

test('what a transaction takes back was never written down', async () => {
  const undone = db.$transaction(async (tx) => {
    await recordAudit(tx, admin, { action: 'names.remove', subject: 'x' })
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await db.auditEntry.count({ where: { action: 'names.remove' } })).toBe(0)
})

test('an entry can be neither changed nor deleted', async () => {
  await recordAudit(db, admin, { action: 'names.add', subject: 'x' })
  await expect(db.$executeRaw`UPDATE "AuditEntry" SET subject = 'y'`).rejects.toThrow(/append-only/)
  await expect(db.$executeRaw`DELETE FROM "AuditEntry"`).rejects.toThrow(/append-only/)
})
