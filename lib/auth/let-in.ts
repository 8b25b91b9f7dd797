import 'server-only'
import { db } from '@/lib/db/client'
import type { SecurityKind } from '@/lib/security/kinds'
import { recordSecurity } from '@/lib/security/record'
import { DEVICE_DAYS, hashDevice, makeDevice } from './device'
import type { Session } from './session'
import { beginSession, type Proof } from './sessions'
import { signOut } from './sign-out'

/** The browser that asks: where it is, the device cookie and the session it came with, and what it says it is. */
export type Browser = { address: string; device: string | null; session?: Session | null; userAgent?: string | null }

/** The session's id, and the cookie by which the browser is known from now on. */
export type Begun = { stamp: string; device: string }

/**
 * Begins a session for somebody who has proven who they are, in the place of the one the browser had.
 * @returns null when the proof does not hold any more, or the account is disabled
 */
export async function letIn(userId: string, proof: Proof, browser: Browser): Promise<Begun | null> {
  const stamp = await beginSession(userId, proof, browser.userAgent ?? null)
  if (!stamp) return null
  if (browser.session) await signOut(browser.session, browser)
  await recordSecurity(db, { kind: kindOf(proof), userId, from: browser })
  const device = browser.device ?? makeDevice()
  await rememberDevice(userId, device)
  return { stamp, device }
}

function kindOf(proof: Proof): SecurityKind {
  if ('issuer' in proof) return 'sign-on'
  return 'passkey' in proof ? 'sign-in-passkey' : 'sign-in'
}

const MOST_DEVICES = 20

async function rememberDevice(userId: string, device: string): Promise<void> {
  const key = { userId, device: hashDevice(device) }
  await db.knownDevice.upsert({ where: { userId_device: key }, create: key, update: { seenAt: new Date() } })
  const older = await db.knownDevice.findMany({
    where: { userId },
    orderBy: { seenAt: 'desc' },
    skip: MOST_DEVICES,
    select: { device: true },
  })
  if (older.length > 0)
    await db.knownDevice.deleteMany({ where: { userId, device: { in: older.map((each) => each.device) } } })
}

/** Whether somebody was signed in from this browser before. */
export async function isKnownDevice(userId: string, device: string): Promise<boolean> {
  const since = new Date(Date.now() - DEVICE_DAYS * 24 * 60 * 60 * 1000)
  return (await db.knownDevice.count({ where: { userId, device: hashDevice(device), seenAt: { gt: since } } })) > 0
}
