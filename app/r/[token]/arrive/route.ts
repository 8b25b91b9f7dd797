import { NextResponse } from 'next/server'
import { z } from 'zod'
import { getActor } from '@/lib/auth/actor'
import { cookieOptions, tokenCookie } from '@/lib/auth/session-cookies'
import { isSecure } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { readClient } from '@/lib/http/request-client'
import { word } from '@/lib/inputs'
import {
  ARRIVAL_DAYS,
  arrivalCookie,
  problemCookie,
  signArrival,
  writeProblem,
} from '@/lib/recruitments/arrival-cookie'
import { type ArrivalProblem, type Arrived, arrive } from '@/lib/recruitments/arrive'
import { beginPart } from '@/lib/recruitments/begin'
import { file } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

const params = z.object({ token: word(60) })
const DAY = 24 * 60 * 60

/**
 * Where a crowd platform sends people: the front door leads a recruitment's link with parameters here. Whoever they are stays in
 * no address: they are sent on at once, known by a cookie; whoever judges already, to where they were.
 */
export const GET = route({ needs: 'nobody', params, reply: file('text/html') }, async (_, { request, params }) => {
  const home = `/r/${encodeURIComponent(params.token)}`
  // Whoever only looks whether the address is there does not arrive.
  if (request.method === 'HEAD') return goTo(home)
  const found = await arrive(params.token, new URL(request.url).searchParams, readClient(request.headers)).catch(
    asProblem,
  )
  if (found === null) return goTo(home)
  if ('kind' in found) return withProblem(goTo(home), found)
  const answer = found.isJudging && (await isNobodyElse()) ? await goOn(found, request) : goTo(home)
  answer.cookies.set(arrivalCookie(isSecure()), signArrival(params.token, found), cookieOptions(ARRIVAL_DAYS * DAY))
  answer.cookies.delete(problemCookie(isSecure()))
  return answer
})

/** Somebody with an account is asked first, on the page, before they are somebody else in this browser. */
async function isNobodyElse(): Promise<boolean> {
  const actor = await getActor()
  return actor === null || actor.email === null
}

async function goOn(arrived: Arrived, request: Request): Promise<NextResponse> {
  const begun = await beginPart(arrived, null, request.headers.get('user-agent'))
  const answer = goTo(`/annotate/${arrived.studyId}`)
  if (begun) answer.cookies.set(await tokenCookie(begun))
  return answer
}

function goTo(location: string): NextResponse {
  return new NextResponse(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}

function withProblem(answer: NextResponse, problem: ArrivalProblem): NextResponse {
  answer.cookies.set(problemCookie(isSecure()), writeProblem(problem), cookieOptions(5 * 60))
  return answer
}

/** What a page says instead; the page of a link of nothing says so by itself. */
function asProblem(error: unknown): ArrivalProblem | null {
  if (!(error instanceof AppError)) throw error
  if (error.code === 'not_found') return null
  if (error.code === 'too_many_joins') return { kind: 'busy' }
  throw error
}
