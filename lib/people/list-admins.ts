import 'server-only'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

/** A few names are enough to ask. */
const NAMED = 5

/** Names of admins who may sign in, those who came first first: whom colleagues ask for what they may not do themselves. */
export async function listAdmins(_access: SiteAccess<'prompts:read'>): Promise<string[]> {
  const admins = await db.user.findMany({
    where: { role: 'ADMIN', disabledAt: null },
    orderBy: { createdAt: 'asc' },
    take: NAMED,
    select: { name: true },
  })
  return admins.map(({ name }) => name)
}
