import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { keyed } from '@/lib/auth/keyed'
import { ownCookie } from '@/lib/own-cookie'
import type { ArrivalProblem } from './arrive'
import type { Arriving } from './begin'

/** How long a browser finds its way back to what it was told at the end: a lost tab is no lost pay. */
export const ARRIVAL_DAYS = 30

/** The cookie of somebody who came by a recruitment's link. */
export function arrivalCookie(isSecure: boolean): string {
  return ownCookie('evenhand-arrival', isSecure)
}

/** What it holds: the link, whose part it is, and a proof that we said so. */
export function signArrival(token: string, { studyId, participationId }: Arriving): string {
  return [token, studyId, participationId, proofOf(token, studyId, participationId)].join('.')
}

const Parts = z.tuple([z.string(), z.uuid(), z.uuid(), z.string()])

/** Whose part a cookie is of, where it came by this very link; null for what we did not sign. */
export function readArrivalCookie(token: string, value: string | undefined): Arriving | null {
  const parts = Parts.safeParse(value?.split('.')).data
  if (!parts || parts[0] !== token) return null
  const [, studyId, participationId, said] = parts
  const [given, right] = [Buffer.from(said), Buffer.from(proofOf(token, studyId, participationId))]
  return given.length === right.length && timingSafeEqual(given, right) ? { studyId, participationId } : null
}

function proofOf(...of: string[]): string {
  return keyed('arrival', ...of)
}

/** The cookie that says why somebody was not let in, for some minutes. */
export function problemCookie(isSecure: boolean): string {
  return ownCookie('evenhand-arrival-problem', isSecure)
}

const PROBLEMS = ['missing', 'placeholder', 'malformed', 'twice', 'again', 'not_open', 'busy'] as const

const Problem = z.tuple([z.enum(PROBLEMS), z.enum(['participant', 'session', ''])])

export function writeProblem(problem: ArrivalProblem): string {
  return `${problem.kind}.${'which' in problem ? problem.which : ''}`
}

/** What a browser says that it was told; null for anything else. */
export function readProblemCookie(value: string | undefined) {
  const [kind, which] = Problem.safeParse(value?.split('.')).data ?? []
  return kind ? { kind, which: which === 'session' ? ('session' as const) : ('participant' as const) } : null
}
