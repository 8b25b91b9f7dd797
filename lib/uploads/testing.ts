import { authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

/** An admin's access, for tests. */
export async function adminAccess() {
  const email = 'ines@example.org'
  const user = await db.user.upsert({
    where: { email },
    update: {},
    create: { email, name: 'Ines Albrecht', role: 'ADMIN', passwordHash: 'none' },
  })
  return authorizeActorSite(user, 'uploads:manage')
}

export { chunksOf, jsonLines } from './testing-files'
