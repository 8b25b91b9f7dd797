import { NextRequest, NextResponse } from 'next/server'
import NextAuth from 'next-auth'
import { z } from 'zod'
import { DEVICE_DAYS, deviceCookie, readDevice } from '@/lib/auth/device'
import { authOptions } from '@/lib/auth/options'
import { readSession } from '@/lib/auth/session'
import type { FactorNeeded } from '@/lib/auth/sign-in'
import { isSecure } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { PENDING_SECONDS, sealPending } from '@/lib/factors/pending'
import { readClient } from '@/lib/http/request-client'
import { list, word } from '@/lib/inputs'
import { findWayOut } from '@/lib/oidc/leave'
import { SMALL_BODY } from '@/lib/server/body-limits'
import { keepStep } from '@/lib/server/browser'
import { file, parseJson, text } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

const Params = z.object({ nextauth: list(word(100), 5, 'parts') })
const body = text(SMALL_BODY, 'A sign-in has at most 64 kB.')

/**
 * next-auth's own addresses: the sealed session cookie is set and cleared here, and the one a browser is known by. It is
 * given a body that was measured.
 */
const handle = route(
  { needs: 'nobody', params: Params, body, reply: file('application/json', 'text/html') },
  async (_, { request: { url, method, headers }, params, body }) => {
    // It parses what says that it is JSON, and fails where it is not. Its own client says so of requests without a body, too.
    if (method === 'POST' && headers.get('content-type')?.includes('application/json')) parseJson(body)
    const secure = isSecure()
    const measured = new NextRequest(url, { method, headers, body: method === 'POST' ? body : null })
    const device = readDevice(measured.cookies.get(deviceCookie(secure))?.value)
    const browser = { address: readClient(headers), device, userAgent: headers.get('user-agent') }
    const known: string[] = []
    const [failures, ended, halfway]: [unknown[], true[], FactorNeeded[]] = [[], [], []]
    const leaving = method === 'POST' && params.nextauth[0] === 'signout' ? await readSession() : null
    // Asked before the session is gone, which holds what the provider wants to know.
    const wayOut = leaving && (await findWayOut(leaving))
    const options = authOptions(browser, {
      signedIn: (device) => known.push(device),
      needsFactor: (whose) => halfway.push(whose),
      signedOut: () => ended.push(true),
      failed: (error) => failures.push(error),
    })
    const answer: Response = await NextAuth(measured, { params: Promise.resolve(params) }, options)
    // Taking the cookie alone would look like being signed out, while the session goes on.
    if (failures.length > 0) throw new AppError('sign_out_failed', { cause: failures[0] })
    const goesOn = wayOut !== null && ended.length > 0
    const response = new NextResponse(goesOn ? JSON.stringify({ url: wayOut }) : answer.body, answer)
    response.headers.set('cache-control', 'no-store')
    const lasts = { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: DEVICE_DAYS * 24 * 60 * 60 } as const
    for (const each of known) response.cookies.set(deviceCookie(secure), each, lasts)
    for (const whose of halfway) await keepStep('factor', await sealPending(whose), PENDING_SECONDS)
    return response
  },
)

export { handle as GET, handle as POST }
