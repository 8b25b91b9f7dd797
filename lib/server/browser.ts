import 'server-only'
import { cookies, headers } from 'next/headers'
import { deviceCookie, readDevice } from '@/lib/auth/device'
import type { Browser } from '@/lib/auth/let-in'
import { readSession } from '@/lib/auth/session'
import { type Cookie, cookieOptions } from '@/lib/auth/session-cookies'
import { isSecure } from '@/lib/env'
import { readClient } from '@/lib/http/request-client'
import { ownCookie } from '@/lib/own-cookie'

/** The browser that sent this request. */
export async function browserHere(): Promise<Browser> {
  const [sent, jar, session] = await Promise.all([headers(), cookies(), readSession()])
  const device = readDevice(jar.get(deviceCookie(isSecure()))?.value)
  return { address: readClient(sent), device, session, userAgent: sent.get('user-agent') }
}

/** Sets cookies with the answer to this request. */
export async function setCookies(made: readonly Cookie[]): Promise<void> {
  const jar = await cookies()
  for (const { name, value, ...options } of made) jar.set(name, value, options)
}

/** What a browser keeps for us between two steps of signing in, each under a name of its own. */
export type Step = 'sign-on' | 'unproven' | 'factor' | 'challenge'

/** Lets the browser keep something sealed for a while. */
export async function keepStep(step: Step, sealed: string, seconds: number): Promise<void> {
  await setCookies([{ name: stepCookie(step), value: sealed, ...cookieOptions(seconds) }])
}

/** What it has kept. */
export async function readStep(step: Step): Promise<string | undefined> {
  return (await cookies()).get(stepCookie(step))?.value
}

/** What it has kept, which serves once. */
export async function takeStep(step: Step): Promise<string | undefined> {
  const kept = await readStep(step)
  if (kept !== undefined) await setCookies([{ name: stepCookie(step), value: '', ...cookieOptions(0) }])
  return kept
}

function stepCookie(step: Step): string {
  return ownCookie(`evenhand-${step}`, isSecure())
}
