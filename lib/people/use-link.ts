import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import { type Begun, type Browser, letIn } from '@/lib/auth/let-in'
import { hashPassword } from '@/lib/auth/password'
import { requireGoodPassword } from '@/lib/auth/require-good-password'
import { endSessions } from '@/lib/auth/sessions'
import { FactorNeeded } from '@/lib/auth/sign-in'
import { forgiveEverybody } from '@/lib/auth/sign-in-wait'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { countedAddress } from '@/lib/http/client-address'
import { hashLinkToken } from '@/lib/mail/link-token'
import { recordSecurity } from '@/lib/security/record'

export type LinkKind = 'SIGN_IN' | 'RESET'

/** What a mailed link is for, to whoever holds it; null when it is over. Looking at it does not use it: mail scanners do. */
export async function readLinkKind(token: string): Promise<LinkKind | null> {
  const link = await db.mailedLink.findFirst({
    where: { tokenHash: hashLinkToken(token), usedAt: null, expiresAt: { gt: new Date() }, user: { disabledAt: null } },
    select: { kind: true },
  })
  return link && (link.kind === 'RESET' ? 'RESET' : 'SIGN_IN')
}

/** Signs in whoever holds a mailed link, once. @throws AppError `link_over`; FactorNeeded */
export async function signInByLink(token: string, browser: Browser): Promise<Begun & { userId: string }> {
  const { id, passwordHash, hasFactor } = await db.$transaction((tx) => claim(tx, token, 'SIGN_IN'))
  if (hasFactor) throw new FactorNeeded(id, passwordHash)
  const begun = await letIn(id, { passwordHash }, browser)
  if (!begun) throw new AppError('link_over')
  await recordSecurity(db, { kind: 'link-used', userId: id, from: browser })
  return { userId: id, ...begun }
}

/**
 * Gives whoever holds a mailed link another password, and signs them in. All their sessions and other links end.
 * @throws AppError `link_over`; `invalid` for a password that is easy to guess, which does not use the link; FactorNeeded
 */
export async function resetByLink(
  { token, password }: { token: string; password: string },
  browser: Browser,
): Promise<Begun & { userId: string }> {
  const link = await db.mailedLink.findUnique({ where: { tokenHash: hashLinkToken(token) }, select: { user: true } })
  // Before the hashing, which costs: a link that is over must not cost anything.
  if (!link || (await readLinkKind(token)) !== 'RESET') throw new AppError('link_over')
  requireGoodPassword(password, link.user)
  const passwordHash = await hashPassword(password, countedAddress(browser.address))
  const { id, hasFactor } = await db.$transaction(async (tx) => {
    const person = await claim(tx, token, 'RESET')
    await tx.user.update({ where: { id: person.id }, data: { passwordHash, passwordExpiresAt: null } })
    await endSessions(tx, person.id)
    if (person.email) await forgiveEverybody(person.email, tx)
    await recordAudit(tx, person, { action: 'person.password-link', subject: person.id })
    return person
  })
  if (hasFactor) throw new FactorNeeded(id, passwordHash)
  const begun = await letIn(id, { passwordHash }, browser)
  if (!begun) throw new AppError('link_over')
  return { userId: id, ...begun }
}

const Holder = z.object({
  id: z.string(),
  email: z.string().nullable(),
  passwordHash: z.string(),
  hasFactor: z.boolean(),
})

/** Uses a link: of two who do at once, one. */
async function claim(tx: Tx, token: string, kind: LinkKind): Promise<z.output<typeof Holder>> {
  const rows = await tx.$queryRaw`
    UPDATE "MailedLink" l SET "usedAt" = now() FROM "User" u
    WHERE l."tokenHash" = ${hashLinkToken(token)} AND l.kind = ${kind} AND l."usedAt" IS NULL AND l."expiresAt" > now()
      AND u.id = l."userId" AND u."disabledAt" IS NULL AND u."passwordHash" IS NOT NULL
    RETURNING u.id, u.email, u."passwordHash", u."secondFactorAt" IS NOT NULL AS "hasFactor"`
  const holder = z.array(Holder).max(1).parse(rows)[0]
  if (!holder) throw new AppError('link_over')
  return holder
}
