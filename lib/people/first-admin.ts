import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import { generatePassword, hashPassword } from '@/lib/auth/password'
import { isEasy } from '@/lib/auth/require-good-password'
import type { db as Database } from '@/lib/db/client'
import { Email, Password } from './schema'

const Given = z.object({
  EVENHAND_ADMIN_EMAIL: Email.default('admin@evenhand.example'),
  EVENHAND_ADMIN_PASSWORD: Password.optional(),
})

/**
 * Makes the first admin when there is nobody at all, from `EVENHAND_ADMIN_EMAIL` and `EVENHAND_ADMIN_PASSWORD` or with a
 * password made here. Of two processes that start at once, one makes it.
 *
 * @returns how to sign in (no password when it came from the environment), or null when there were people already
 * @throws Error when the environment names no e-mail, or a password that is too short or too easy to guess
 */
export async function ensureFirstAdmin(
  db: typeof Database,
): Promise<{ email: string; password: string | null } | null> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('evenhand first admin'))`
    if (await tx.user.findFirst({ select: { id: true } })) return null
    const { EVENHAND_ADMIN_EMAIL: email, EVENHAND_ADMIN_PASSWORD: given } = readEnvironment()
    const password = given ?? generatePassword()
    const admin = await tx.user.create({
      data: { email, name: 'Site owner', role: 'ADMIN', passwordHash: await hashPassword(password) },
    })
    await recordAudit(tx, null, { action: 'person.create', subject: admin.id, detail: { role: 'ADMIN' } })
    return { email, password: given === undefined ? password : null }
  })
}

function readEnvironment(): z.output<typeof Given> {
  // An empty variable, as a compose file leaves it, is none.
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const result = Given.safeParse(set)
  if (result.success) return withGoodPassword(result.data)
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new Error(`The first admin cannot be made. ${problems.join(' ')}`)
}

function withGoodPassword(given: z.output<typeof Given>): z.output<typeof Given> {
  const { EVENHAND_ADMIN_EMAIL: email, EVENHAND_ADMIN_PASSWORD: password } = given
  if (password !== undefined && isEasy(password, { email, name: '' }))
    throw new Error('The first admin cannot be made. EVENHAND_ADMIN_PASSWORD is too easy to guess.')
  return given
}
