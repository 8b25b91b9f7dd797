import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { Answer, Revision, SetAside, Verdict } from '@/lib/engine/schema'
import { personSeat } from '@/lib/engine/seat'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import type { DeskPair, DeskState } from '@/lib/judgments/schema'

type Judge = { access: Access<'judgment:submit'> }

const TIMES = { elapsedMs: 4200, activeMs: 4000 }

/** A verdict as a browser makes it, with a key of its own: an option, as presented, for each question in order. */
export async function makeVerdict(assignmentId: string, ...choices: string[]): Promise<Verdict> {
  const answers = await makeAnswers(assignmentId, ...(choices.length > 0 ? choices : ['A']))
  return { assignmentId, submissionKey: randomUUID(), answers, ...TIMES }
}

/** Options as answers to the questions of an assignment's study, in order. */
export async function makeAnswers(assignmentId: string, ...choices: string[]): Promise<Answer[]> {
  const { data: id = randomUUID() } = z.uuid().safeParse(assignmentId)
  const criteria = await db.criterion.findMany({
    where: { study: { items: { some: { assignments: { some: { id } } } } } },
    orderBy: { position: 'asc' },
  })
  return choices.map((choice, place) => ({ criterion: criteria[place]?.id ?? randomUUID(), turn: 0, choice }))
}

/** What a browser sends after a change of mind. */
export async function makeRevision(assignmentId: string, ...choices: string[]): Promise<Revision> {
  const answers = await makeAnswers(assignmentId, ...choices)
  return { assignmentId, submissionKey: randomUUID(), answers, revises: true }
}

/** What a browser sends when somebody cannot judge a pair. */
export function makeSetAside(assignmentId: string): SetAside {
  return { assignmentId, submissionKey: randomUUID(), flag: 'NEEDS_EXPERTISE', ...TIMES }
}

/**
 * Judges until nothing more is handed out, as a browser does: each reply brings the next pair.
 * @param choose option codes as presented, for a pair and how many came before it
 * @returns the pairs judged, in order
 */
export async function judgeAll(
  { access }: Judge,
  choose: (pair: DeskPair, nth: number) => string[] = (_, nth) => [['A', 'TIE', 'B'][nth % 3] as string],
  most = Number.POSITIVE_INFINITY,
): Promise<DeskPair[]> {
  const judged: DeskPair[] = []
  let desk: DeskState = await nextDesk(access)
  for (let pair = desk.pairs[0]; pair && judged.length < most; pair = desk.pairs[0]) {
    const verdict = await makeVerdict(pair.assignmentId, ...choose(pair, judged.length))
    desk = (await judgeAndNext(personSeat(access), verdict, [])).desk
    judged.push(pair)
  }
  return judged
}

/** What must hold of a study at any moment, whoever judged it in whatever order: counts, and lists of what breaks it. */
export async function checkStudy(studyId: string) {
  const [slots, judgments] = await Promise.all([
    db.assignment.findMany({ where: { studyId }, include: { item: true } }),
    db.judgment.findMany({ where: { studyId, supersededAt: null }, include: { assignment: true } }),
  ])
  const done = slots.filter(({ doneAt, flag }) => doneAt && !flag)
  const twice = (keys: string[]) => keys.filter((key, index) => keys.indexOf(key) !== index)
  // A response alone stands on no side.
  const pool = slots.filter(
    ({ keptForId, repeat, flag, item }) => !keptForId && repeat === 0 && !flag && item.responseBId,
  )
  return {
    slots: slots.length,
    done: done.length,
    judgments: judgments.length,
    judgedTwice: twice(done.map((each) => `${each.annotatorId}/${each.itemId}/${each.repeat}`)),
    doubleJudgments: twice(judgments.map((each) => `${each.assignmentId}/${each.criterionId}/${each.turn}`)),
    doneWithoutVerdict: done.filter(({ id }) => !judgments.some(({ assignmentId }) => assignmentId === id)).length,
    unbalanced: [...lean(pool).values()].filter((difference) => Math.abs(difference) > 1).length,
    miscounted: await miscounted(studyId),
  }
}

function lean(slots: { itemId: string; leftIsA: boolean | null }[]): Map<string, number> {
  const leans = new Map<string, number>()
  for (const { itemId, leftIsA } of slots) leans.set(itemId, (leans.get(itemId) ?? 0) + (leftIsA ? 1 : -1))
  return leans
}

/** Annotators whose count of pairs done is not the number of their done slots. */
async function miscounted(studyId: string): Promise<string[]> {
  const annotators = await db.annotator.findMany({
    where: { studyId },
    include: { assignments: { where: { doneAt: { not: null }, item: { kind: { not: 'PRACTICE' } } } } },
  })
  return annotators.filter(({ judged, assignments }) => judged !== assignments.length).map(({ code }) => code)
}

/** What `checkStudy` finds in a study that is whole. */
export const WHOLE = {
  judgedTwice: [],
  doubleJudgments: [],
  doneWithoutVerdict: 0,
  unbalanced: 0,
  miscounted: [],
}
