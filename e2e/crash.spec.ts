import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { db } from '@/lib/db/client'
import type { DeskState, VerdictReceipt } from '@/lib/judgments/schema'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { freePort } from '../scripts/postgres.mjs'
import { startApp } from './app-process'
import { expect, sessionCookie, test } from './fixtures'

const PEOPLE = 12
const ITEMS = 40
const OVERLAP = 2
const KILL_AFTER = 20

/** Keys of the verdicts some process has said are saved. */
const acknowledged = new Set<string>()

/** Asks one process, and when it is gone, the other: as a load balancer would, with the very same request. */
async function ask<T>(bases: string[], pathname: string, cookie: string, body?: object): Promise<T | null> {
  for (const base of bases) {
    const answer = await fetch(base + pathname, {
      headers: { cookie, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    }).catch(() => null)
    if (answer?.ok) return (await answer.json()) as T
    if (answer) expect(answer.status, await answer.text()).toBeGreaterThanOrEqual(500)
  }
  return null
}

/** Judges until nothing is handed out any more, each verdict retried until it is acknowledged. */
async function judge(bases: () => string[], studyId: string, cookie: string): Promise<void> {
  const at = `/api/annotate/${studyId}`
  let desk = await ask<DeskState>(bases(), `${at}/desk`, cookie)
  while (desk?.pairs[0]) {
    const { assignmentId } = desk.pairs[0]
    const verdict = { assignmentId, submissionKey: randomUUID(), choices: ['A'], elapsedMs: 1, activeMs: 1, holding: [] }
    const receipt: VerdictReceipt | null = await ask<VerdictReceipt>(bases(), `${at}/judgments`, cookie, verdict)
    if (receipt) acknowledged.add(receipt.saved)
    desk = receipt?.desk ?? (await ask<DeskState>(bases(), `${at}/desk`, cookie))
  }
}

test('of two processes on one database, one is killed in mid-burst: every acknowledged verdict is there once', async () => {
  test.setTimeout(180_000)
  const { studyId } = await makeOpenStudy({ prompts: ITEMS, overlap: OVERLAP })
  const people = await enrolPeople(studyId, PEOPLE)
  const cookies = await Promise.all(
    people.map(async ({ actor }) => {
      const { name, value } = await sessionCookie(actor.id)
      return `${name}=${value}`
    }),
  )
  const data = await mkdtemp(path.join(tmpdir(), 'evenhand-crash-'))
  const port = await freePort()
  const { DATABASE_URL = '', NEXTAUTH_URL: steady = '' } = process.env
  const app = startApp(data, { DATABASE_URL, PORT: String(port) })
  await app.ready
  const doomed = `http://127.0.0.1:${port}`

  const killed = expect
    .poll(() => acknowledged.size, { timeout: 60_000 })
    .toBeGreaterThan(KILL_AFTER)
    .then(() => app.kill('SIGKILL'))
  let turn = 0
  const bases = () => (turn++ % 2 === 0 ? [doomed, steady] : [steady, doomed])
  await Promise.all([killed, ...cookies.map((cookie) => judge(bases, studyId, cookie))])
  expect(await app.ended).toBe('SIGKILL')
  // What others held a moment ago is handed out now.
  for (const cookie of cookies) await judge(() => [steady], studyId, cookie)

  const judgments = await db.judgment.findMany({ where: { studyId }, include: { assignment: true } })
  const stored = judgments.map(({ submissionKey }) => submissionKey)
  expect([...acknowledged].filter((key) => !stored.includes(key))).toEqual([])
  expect(new Set(stored).size).toBe(stored.length)
  expect(judgments).toHaveLength(ITEMS * OVERLAP)
  const pairs = judgments.map(({ assignment }) => `${assignment.annotatorId}/${assignment.itemId}`)
  expect(new Set(pairs).size).toBe(pairs.length)
  await rm(data, { recursive: true, force: true })
})
