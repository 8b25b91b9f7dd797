import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import type { Answer } from '@/lib/engine/schema'
import type { DeskPair, DeskState, DeskStudy, VerdictReceipt } from '@/lib/judgments/schema'
import { expect } from './fixtures'

/** Where a request may be sent, the next of these when one does not answer. */
type Bases = () => string[]

/** The cookie header of a person's session with this id, as signing in would set it. */
export async function cookieOf(userId: string, sessionId: string): Promise<string> {
  const token = { sub: userId, stamp: sessionId }
  return `next-auth.session-token=${await encode({ secret: process.env.NEXTAUTH_SECRET ?? '', token })}`
}

/** What somebody answers to the questions of a study about what is before them. */
type Answers = (study: DeskStudy, pair: DeskPair) => Answer[]

/** The left answer, to each question. */
const preferLeft: Answers = ({ criteria }) => criteria.map(({ id }) => ({ criterion: id, turn: 0, choice: 'A' }))

/** Asks one process, and when it is gone, the other: as a load balancer would, with the very same request. */
async function ask<T>(bases: string[], pathname: string, cookie: string, body?: object): Promise<T | null> {
  for (const base of bases) {
    const answer = await fetch(base + pathname, {
      headers: { cookie, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    }).catch(() => null)
    if (answer?.ok) return (await answer.json()) as T
    // Down, or without its database: a clean failure, to be tried again.
    if (answer) expect(answer.status, await answer.text()).toBeGreaterThanOrEqual(500)
  }
  return null
}

/**
 * Judges until nothing is handed out any more, each verdict sent again with the same key until it is acknowledged.
 * @param acknowledged gets the key of each verdict some process has said is saved
 */
export async function judgeThrough(
  bases: Bases,
  studyId: string,
  cookie: string,
  acknowledged: Set<string>,
  answersTo: Answers = preferLeft,
): Promise<void> {
  const at = `/api/annotate/${studyId}`
  const untilAnswered = async <T>(pathname: string, body?: object): Promise<T> => {
    const answer: { value: T | null } = { value: null }
    await expect
      .poll(async () => (answer.value = await ask<T>(bases(), pathname, cookie, body)), { timeout: 60_000 })
      .toBeTruthy()
    return answer.value as T
  }
  const opened = await untilAnswered<{ study: DeskStudy; desk: DeskState }>(`${at}/page`)
  let { desk } = opened
  while (desk.pairs[0]) {
    const { assignmentId } = desk.pairs[0]
    const answers = answersTo(opened.study, desk.pairs[0])
    const said = { submissionKey: randomUUID(), answers, elapsedMs: 1, activeMs: 1, holding: [] }
    const receipt = await untilAnswered<VerdictReceipt>(`${at}/judgments`, { assignmentId, ...said })
    acknowledged.add(receipt.saved)
    desk = receipt.desk
  }
}
