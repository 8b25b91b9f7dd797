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

/** A file's content as it might come in over the network. */
export async function* chunksOf(content: string | Buffer, size = 1000): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Records as JSON Lines. */
export function jsonLines(records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('')
}
