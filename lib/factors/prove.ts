import 'server-only'
import { type Begun, type Browser, isKnownDevice, letIn } from '@/lib/auth/let-in'
import { type Client, countAttempt, forgiveAttempt } from '@/lib/auth/sign-in-wait'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { recordSecurity } from '@/lib/security/record'
import { spendCode } from './generator'
import { readPasskey } from './passkeys'
import { openPending } from './pending'
import { spendRecoveryCode } from './recovery'
import type { PasskeyAnswer } from './schema'

type In = Begun & { userId: string }

/**
 * Signs in somebody whose password was right, by a code of their app or a recovery code. Guesses wait as those of passwords
 * do: those from browsers that the account does not know share one count, since whoever makes them has the password already.
 * @throws AppError `sign_in_failed` when the password has to be given anew; `factor_failed`, `too_many_attempts`
 */
export async function proveByCode(kept: string | undefined, code: string, browser: Browser): Promise<In> {
  const pending = await openPending(kept)
  if (!pending) throw new AppError('sign_in_failed')
  const { id: userId, passwordHash } = pending
  const attempt = { account: `second factor of ${userId}`, client: await clientOf(userId, browser) }
  await countAttempt(attempt, { userId, from: browser })
  const isCode = await spendCode(db, { userId, code: code.replaceAll(' ', '') })
  const isRecovery = !isCode && (await spendRecoveryCode(db, userId, code))
  if (!isCode && !isRecovery) {
    await recordSecurity(db, { kind: 'factor-failed', userId, from: browser })
    throw new AppError('factor_failed')
  }
  if (isRecovery) await recordSecurity(db, { kind: 'recovery-used', userId, from: browser })
  await forgiveAttempt(attempt)
  return begin(userId, { passwordHash }, browser)
}

async function clientOf(userId: string, { device }: Browser): Promise<Client> {
  return device && (await isKnownDevice(userId, device)) ? { device } : { session: userId }
}

/**
 * Signs in whoever has a passkey, after their password or without: it asks for a PIN, a finger or a face itself.
 * @throws AppError `factor_failed`
 */
export async function proveByPasskey(kept: string | undefined, answer: PasskeyAnswer, browser: Browser): Promise<In> {
  try {
    const { id, userId } = await readPasskey(kept, answer)
    return await begin(userId, { passkey: id }, browser)
  } catch (error) {
    if (error instanceof AppError) await recordSecurity(db, { kind: 'factor-failed', from: browser })
    throw error
  }
}

async function begin(userId: string, proof: Parameters<typeof letIn>[1], browser: Browser): Promise<In> {
  const begun = await letIn(userId, proof, browser)
  if (!begun) throw new AppError('sign_in_failed')
  return { userId, ...begun }
}
