import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { verifyPassword } from '@/lib/auth/password'
import type { Session } from '@/lib/auth/session'
import { isProvenLately, noteProven } from '@/lib/auth/sessions'
import { countAttempt, forgiveAttempt } from '@/lib/auth/sign-in-wait'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { recordSecurity } from '@/lib/security/record'
import { beginGenerator, spendCode } from './generator'
import { askForNewPasskey, storePasskey } from './passkeys'
import { makeRecoveryCodes } from './recovery'
import type { NewPasskey } from './schema'

type Manager = SiteAccess<'factor:manage'>

/** What somebody has beside their password. */
export async function readFactors({ actor }: Manager, session: Session) {
  const person = await db.user.findUniqueOrThrow({
    where: { id: actor.id },
    select: {
      passwordHash: true,
      codes: { select: { confirmedAt: true } },
      passkeys: { select: { id: true, name: true, createdAt: true, usedAt: true }, orderBy: { createdAt: 'asc' } },
      _count: { select: { recovery: { where: { usedAt: null } } } },
    },
  })
  const { passwordHash, codes, passkeys, _count } = person
  return {
    hasPassword: passwordHash !== null,
    appSince: codes?.confirmedAt ?? null,
    passkeys,
    codesLeft: _count.recovery,
    isProven: await isProvenLately(session),
  }
}

/**
 * Proves with the password that whoever has the session is its holder, for a quarter of an hour.
 * @throws AppError `sign_in_failed`, `too_many_attempts`
 */
export async function proveAgain(
  { actor }: Manager | SiteAccess<'people:manage'>,
  session: Session,
  password: string,
): Promise<void> {
  // A borrowed session must not serve to guess the password.
  const attempt = { account: actor.email ?? actor.id, client: { session: actor.id } }
  await countAttempt(attempt, { userId: actor.id })
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: actor.id } })
  if (!(await verifyPassword(password, passwordHash, actor.id))) {
    await recordSecurity(db, { kind: 'password-refused', userId: actor.id })
    throw new AppError('sign_in_failed', { message: 'This is not your present password.' })
  }
  await forgiveAttempt(attempt)
  await noteProven(session)
}

/** @param message what is at stake, where it is not how one signs in @throws AppError `proof_needed` */
export async function requireProven(session: Session, message?: string): Promise<void> {
  if (!(await isProvenLately(session))) throw new AppError('proof_needed', message === undefined ? {} : { message })
}

/** A secret for an app, which counts once a first code is right. @throws AppError `proof_needed` */
export async function startApp({ actor }: Manager, session: Session): Promise<{ secret: string; address: string }> {
  await requireProven(session)
  const present = await db.codeGenerator.findUnique({ where: { userId: actor.id }, select: { confirmedAt: true } })
  if (present?.confirmedAt) throw new AppError('conflict', { message: 'There is an app already. Remove it first.' })
  return beginGenerator(actor.id, actor.email ?? actor.name)
}

/** @returns recovery codes where these are the first @throws AppError `proof_needed`; `factor_failed` for a wrong code */
export async function confirmApp(
  { actor }: Manager,
  session: Session,
  code: string,
): Promise<{ codes: string[] | null }> {
  await requireProven(session)
  return db.$transaction(async (tx) => {
    if (!(await spendCode(tx, { userId: actor.id, code: code.replaceAll(' ', ''), isFirst: true })))
      throw new AppError('factor_failed', { message: 'This is not the code that the app shows now.' })
    return added(tx, actor, 'app')
  })
}

/** @throws AppError `proof_needed`, `conflict` */
export async function startPasskey({ actor }: Manager, session: Session) {
  await requireProven(session)
  return askForNewPasskey(actor)
}

/** @returns recovery codes where these are the first @throws AppError `proof_needed`, `factor_failed` */
export async function addPasskey(
  { actor }: Manager,
  session: Session,
  { kept, made }: { kept: string | undefined; made: NewPasskey },
): Promise<{ codes: string[] | null }> {
  await requireProven(session)
  return db.$transaction(async (tx) => {
    await storePasskey(tx, { userId: actor.id, kept, made })
    return added(tx, actor, 'passkey')
  })
}

async function added(tx: Tx, actor: { id: string }, kind: 'app' | 'passkey'): Promise<{ codes: string[] | null }> {
  const first = await tx.user.updateMany({
    where: { id: actor.id, secondFactorAt: null },
    data: { secondFactorAt: new Date() },
  })
  await recordAudit(tx, actor, { action: 'factor.add', subject: actor.id, detail: { kind } })
  return { codes: first.count === 1 ? await makeRecoveryCodes(tx, actor.id) : null }
}

/** Removes a passkey by its id, or with null the app. @throws AppError `proof_needed` */
export async function removeFactor({ actor }: Manager, session: Session, passkeyId: string | null): Promise<void> {
  await requireProven(session)
  await db.$transaction(async (tx) => {
    const { count } = passkeyId
      ? await tx.passkey.deleteMany({ where: { id: passkeyId, userId: actor.id } })
      : await tx.codeGenerator.deleteMany({ where: { userId: actor.id } })
    if (count === 0) return
    const kind = passkeyId ? 'passkey' : 'app'
    await recordAudit(tx, actor, { action: 'factor.remove', subject: actor.id, detail: { kind } })
    const left = await tx.user.count({
      where: { id: actor.id, OR: [{ passkeys: { some: {} } }, { codes: { confirmedAt: { not: null } } }] },
    })
    if (left === 0) await takeAll(tx, actor.id)
  })
}

/** @returns them: they are shown now or never @throws AppError `proof_needed`; `conflict` without a factor to recover */
export async function renewCodes({ actor }: Manager, session: Session): Promise<{ codes: string[] }> {
  await requireProven(session)
  return db.$transaction(async (tx) => {
    const { secondFactorAt } = await tx.user.findUniqueOrThrow({ where: { id: actor.id } })
    if (!secondFactorAt) throw new AppError('conflict', { message: 'Add a passkey or an app first.' })
    await recordAudit(tx, actor, { action: 'factor.codes', subject: actor.id })
    return { codes: await makeRecoveryCodes(tx, actor.id) }
  })
}

/** Takes all second factors from somebody who has lost them, and ends their sessions: their password signs in again. */
export async function resetFactors(actor: { id: string } | null, personId: string, tx: Tx): Promise<void> {
  const { secondFactorAt } = (await tx.user.findUnique({ where: { id: personId } })) ?? {}
  if (secondFactorAt === undefined) throw new AppError('not_found')
  if (secondFactorAt === null) return
  await takeAll(tx, personId)
  await recordAudit(tx, actor, { action: 'factor.reset', subject: personId })
}

async function takeAll(tx: Tx, userId: string): Promise<void> {
  await tx.passkey.deleteMany({ where: { userId } })
  await tx.codeGenerator.deleteMany({ where: { userId } })
  await tx.recoveryCode.deleteMany({ where: { userId } })
  await tx.user.update({ where: { id: userId }, data: { secondFactorAt: null }, select: { id: true } })
}
