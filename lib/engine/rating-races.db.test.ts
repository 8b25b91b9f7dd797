import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import type { DeskPair } from '@/lib/judgments/schema'
import { amendStudy } from '@/lib/studies/amend-study'
import { setStatus } from '@/lib/studies/set-status'
import { enrolPeople } from '@/lib/testing/fixtures'
import { checkStudy, makeSetAside, WHOLE } from '@/lib/testing/judging'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import type { Verdict } from './schema'

// Dialogues graded turn by turn by many, racing leases that run out, pauses and a raise of k. What was acknowledged is
// there whole, what was not is not there at all, and each dialogue is graded exactly k times. `unbalanced` is of sides.

type Person = Awaited<ReturnType<typeof enrolPeople>>[number]

const { unbalanced: _, ...KEPT } = WHOLE
const TURNS = 4
const EXPECTED = ['late', 'slot_lost', 'not_found', 'study_not_open', 'study_closed', 'already_judged', 'busy']

function expected(error: { code?: string }): null {
  if (!EXPECTED.includes(error.code ?? '')) throw error
  return null
}

type Criteria = { whole: string; turn: string }

function grade({ assignmentId, left }: DeskPair, { whole, turn }: Criteria): Verdict {
  const said = left.filter(({ role }) => role === 'assistant')
  const answers = [
    { criterion: whole, turn: 0, choice: 'PASS' },
    ...said.map((_, nth) => ({ criterion: turn, turn: nth + 1, choice: nth % 2 === 0 ? 'SAFE' : 'UNSAFE' })),
  ]
  return { assignmentId, submissionKey: randomUUID(), answers, elapsedMs: 4200, activeMs: 4000 }
}

/** Grades until nothing is handed out `patience` times in a row; one in seven is set aside. @returns acknowledged keys */
async function gradeOn({ access, seat }: Person, criteria: Criteria, patience = 4): Promise<string[]> {
  const saved: string[] = []
  for (let [idle, nth] = [0, 0]; idle < patience; nth++) {
    const desk = await nextDesk(access).catch(expected)
    const pair = desk?.pairs[0]
    idle = pair ? 0 : idle + 1
    if (!pair) continue
    const isAside = nth % 7 === 6
    const said = isAside ? makeSetAside(pair.assignmentId) : grade(pair, criteria)
    const receipt = await judgeAndNext(seat, said, []).catch(expected)
    if (receipt && !isAside) saved.push(receipt.saved)
  }
  return saved
}

async function lapse(studyId: string): Promise<void> {
  for (let times = 0; times < 8; times++)
    // Past locked slots, as in races of pairs.
    await db.$executeRaw`
      UPDATE "Assignment" SET "leaseUntil" = now() - interval '1 second'
      WHERE "studyId" = ${studyId}::uuid AND id IN (
        SELECT id FROM "Assignment"
        WHERE "studyId" = ${studyId}::uuid AND "doneAt" IS NULL AND "annotatorId" IS NOT NULL
        FOR UPDATE SKIP LOCKED)`
}

test.each([1, 2, 3])('round %i: each dialogue is graded exactly k times, each time whole', async () => {
  const { studyId, researcher } = await makeRatingStudy({ prompts: 5, systems: 2, overlap: 1, turns: TURNS })
  const people = await enrolPeople(studyId, 12)
  const [whole, turn] = await db.criterion.findMany({ where: { studyId }, orderBy: { position: 'asc' } })
  const criteria = { whole: whole?.id ?? '', turn: turn?.id ?? '' }
  const run = await authorizeActor(researcher, studyId, 'study:run')
  const disturb = async () => {
    await setStatus(run, 'pause')
    await amendStudy(run, { kind: 'OVERLAP', groupId: null, overlap: 3, reason: 'More power.' })
    await setStatus(run, 'resume')
  }
  const [, , ...saved] = await Promise.all([
    ...[disturb(), lapse(studyId)],
    ...people.map((person) => gradeOn(person, criteria)),
  ])
  await lapse(studyId)
  for (const person of people) saved.push(await gradeOn(person, criteria, 1))
  const { slots: __, ...found } = await checkStudy(studyId)
  expect(found).toMatchObject({ done: 30, judgments: 30 * (TURNS + 1), ...KEPT })
  const stored = await db.judgment.groupBy({ by: ['submissionKey'], where: { studyId }, _count: true })
  expect(stored.map(({ submissionKey }) => submissionKey).sort()).toEqual(saved.flat().sort())
  expect(new Set(stored.map(({ _count }) => _count))).toEqual(new Set([TURNS + 1]))
})
