import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db, inTransaction } from '@/lib/db/client'
import { makeDraft } from '@/lib/testing/fixtures'
import { readOpening } from './read-opening'

test('an opening is told while somebody is at it, and forgotten when it was interrupted', async () => {
  const { studyId, researcher } = await makeDraft()
  const access = await authorizeActor(researcher, studyId, 'study:read')
  expect(await readOpening(access)).toBeNull()
  await db.opening.create({ data: { studyId, written: 120, total: 300 } })
  await inTransaction(async (client) => {
    await client.query(`UPDATE "Study" SET status = 'OPEN', "openedAt" = now() WHERE id = $1`, [studyId])
    expect(await readOpening(access)).toEqual({ written: 120, total: 300 })
  })
  expect(await readOpening(access)).toBeNull()
})
