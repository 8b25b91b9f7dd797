import { expect, test } from 'vitest'
import { authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { makeActor } from '@/lib/testing/fixtures'
import { listAdmins } from './list-admins'

test('researchers are told whom to ask: admins who may sign in, by name', async () => {
  const researcher = await makeActor('RESEARCHER', 'Rowan')
  const admin = await makeActor('ADMIN', 'Dana Okafor')
  const gone = await makeActor('ADMIN', 'Somebody Gone')
  await db.user.update({ where: { id: gone.id }, data: { disabledAt: new Date() } })
  const named = await listAdmins(authorizeActorSite(researcher, 'prompts:read'))
  expect(named).toContain(admin.name)
  expect(named).not.toContain('Somebody Gone')
  expect(named).not.toContain('Rowan')
})
