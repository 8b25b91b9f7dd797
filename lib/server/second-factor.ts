import 'server-only'
import { readSession, type Session } from '@/lib/auth/session'
import { sessionCookies } from '@/lib/auth/session-cookies'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { askForPasskey, CHALLENGE_SECONDS } from '@/lib/factors/passkeys'
import { openPending } from '@/lib/factors/pending'
import { proveByCode, proveByPasskey } from '@/lib/factors/prove'
import type { PasskeyAnswer } from '@/lib/factors/schema'
import { browserHere, keepStep, readStep, setCookies, takeStep } from './browser'

/** Whose password was right in this browser, and what they have beside it; null for nobody. */
export async function readPending() {
  return openPending(await readStep('factor'))
}

/** Whether anybody here has a passkey: else nothing is said of them. */
export async function hasPasskeys(): Promise<boolean> {
  return (await db.passkey.findFirst({ select: { id: true } })) !== null
}

/** What this browser is to answer with a passkey: of whose password was right, or anybody's. */
export async function askHere() {
  const { options, kept } = await askForPasskey((await readPending())?.id ?? null)
  await keepStep('challenge', kept, CHALLENGE_SECONDS)
  return options
}

/** Signs this browser in by a passkey. @throws AppError `factor_failed` */
export async function enterByPasskey(answer: PasskeyAnswer): Promise<void> {
  const begun = await proveByPasskey(await takeStep('challenge'), answer, await browserHere())
  await setCookies(await sessionCookies(begun.userId, begun))
  await takeStep('factor')
}

/** Signs this browser in, whose password was right, by a code. @throws AppError as `proveByCode` does */
export async function enterByCode(code: string): Promise<void> {
  const begun = await proveByCode(await readStep('factor'), code, await browserHere())
  await setCookies(await sessionCookies(begun.userId, begun))
  await takeStep('factor')
}

/** The session of somebody who is known to have one. */
export async function sessionHere(): Promise<Session> {
  const session = await readSession()
  if (!session) throw new AppError('unauthenticated')
  return session
}
