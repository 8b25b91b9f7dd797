import { expect } from 'vitest'
import { deactivateAnnotator, reactivateAnnotator } from '@/lib/annotators/deactivate-annotator'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { personSeat } from '@/lib/engine/seat'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import { amendStudy } from '@/lib/studies/amend-study'
import { setStatus } from '@/lib/studies/set-status'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { checkStudy, judgeAll, makeSetAside, makeVerdict, WHOLE } from '@/lib/testing/judging'

// Claims and verdicts of many annotators, racing what researchers do at the same moment. Refusals are fine, and told
// apart by their code; afterwards every acknowledged verdict is there once, and no item has too many.

type Person = Awaited<ReturnType<typeof enrolPeople>>[number]

const EXPECTED = ['late', 'slot_lost', 'not_found', 'study_not_open', 'study_closed', 'already_judged', 'busy']

/** Judges until nothing is handed out `patience` times in a row. @returns keys of the verdicts that were acknowledged */
async function judgeOn({ access }: Person, patience = 4): Promise<string[]> {
  const saved: string[] = []
  for (let idle = 0; idle < patience; ) {
    const desk = await nextDesk(access).catch(expected)
    const pair = desk?.pairs[0]
    idle = pair ? 0 : idle + 1
    if (!pair) continue
    const receipt = await judgeAndNext(personSeat(access), await makeVerdict(pair.assignmentId, 'A'), []).catch(
      expected,
    )
    if (receipt) saved.push(receipt.saved)
  }
  return saved
}

function expected(error: { code?: string }): null {
  if (!EXPECTED.includes(error.code ?? '')) throw error
  return null
}

async function requireSaved(studyId: string, saved: string[]): Promise<void> {
  const stored = await db.judgment.findMany({ where: { studyId }, select: { submissionKey: true } })
  expect(stored.map(({ submissionKey }) => submissionKey).sort()).toEqual([...saved].sort())
}

/** One after the other: a claim passes over what is locked, and may find nothing beside it. */
async function deskEach(people: readonly Person[]) {
  const desks = []
  for (const { access } of people) desks.push(await nextDesk(access))
  return desks
}

async function start(people: number, shape: Parameters<typeof makeOpenStudy>[0]) {
  const study = await makeOpenStudy(shape)
  const enrolled = await enrolPeople(study.studyId, people)
  return { ...study, people: enrolled, run: await authorizeActor(study.researcher, study.studyId, 'study:run') }
}

/** What claims and verdicts race against, each as a test. */
export const RACES: Record<string, () => Promise<void>> = {
  'against pausing and resuming': async () => {
    const { studyId, people, run } = await start(8, { prompts: 8, baselines: 2, overlap: 2 })
    const toggle = async () => {
      for (let i = 0; i < 4; i++) await setStatus(run, i % 2 === 0 ? 'pause' : 'resume')
    }
    const [, ...saved] = await Promise.all([toggle(), ...people.map((person) => judgeOn(person))])
    saved.push(...(await Promise.all(people.map((person) => judgeOn(person, 1)))))
    await requireSaved(studyId, saved.flat())
    expect(await checkStudy(studyId)).toEqual({ slots: 32, done: 32, judgments: 32, ...WHOLE })
  },

  'against deactivation: slots come back, and what was acknowledged stays': async () => {
    const { studyId, researcher, people } = await start(8, { prompts: 8, baselines: 2, overlap: 2 })
    const manage = await authorizeActor(researcher, studyId, 'annotators:manage')
    const gone = people.slice(0, 4)
    const [, ...saved] = await Promise.all([
      Promise.all(gone.map(({ annotator }) => deactivateAnnotator(manage, { annotatorId: annotator.id }))),
      ...people.map((person) => judgeOn(person)),
    ])
    for (const { annotator } of gone) {
      expect(await db.assignment.count({ where: { studyId, annotatorId: annotator.id, doneAt: null } })).toBe(0)
      await reactivateAnnotator(manage, { annotatorId: annotator.id })
    }
    saved.push(...(await Promise.all(people.map((person) => judgeOn(person, 1)))))
    await requireSaved(studyId, saved.flat())
    expect(await checkStudy(studyId)).toEqual({ slots: 32, done: 32, judgments: 32, ...WHOLE })
  },

  'against leases that run out under their holders': async () => {
    const { studyId, people } = await start(8, { prompts: 8, baselines: 2, overlap: 2 })
    const lapse = async () => {
      for (let i = 0; i < 10; i++)
        // Past locked slots: no other statement waits for the slots of many, and this one must not, either.
        await db.$executeRaw`
          UPDATE "Assignment" SET "leaseUntil" = now() - interval '1 second'
          WHERE "studyId" = ${studyId}::uuid AND id IN (
            SELECT id FROM "Assignment"
            WHERE "studyId" = ${studyId}::uuid AND "doneAt" IS NULL AND "annotatorId" IS NOT NULL
            FOR UPDATE SKIP LOCKED)`
    }
    const [, ...saved] = await Promise.all([lapse(), ...people.map((person) => judgeOn(person))])
    await lapse()
    saved.push(...(await Promise.all(people.map((person) => judgeOn(person, 1)))))
    await requireSaved(studyId, saved.flat())
    expect(await checkStudy(studyId)).toEqual({ slots: 32, done: 32, judgments: 32, ...WHOLE })
  },

  'against a raise of k': async () => {
    const { studyId, people, run } = await start(8, { prompts: 8, baselines: 2, overlap: 1 })
    const raise = (overlap: number) =>
      amendStudy(run, { kind: 'OVERLAP', groupId: null, overlap, reason: 'More power.' })
    const [, ...saved] = await Promise.all([raise(2).then(() => raise(3)), ...people.map((person) => judgeOn(person))])
    saved.push(...(await Promise.all(people.map((person) => judgeOn(person, 1)))))
    await requireSaved(studyId, saved.flat())
    expect(await checkStudy(studyId)).toEqual({ slots: 48, done: 48, judgments: 48, ...WHOLE })
  },

  'of one item set aside by several at once': async () => {
    const { studyId, people } = await start(16, { prompts: 1, overlap: 8 })
    const desks = await deskEach(people.slice(0, 8))
    await Promise.all(
      desks.map(({ pairs }, nth) =>
        judgeAndNext((people[nth] as Person).seat, makeSetAside(pairs[0]?.assignmentId ?? ''), []),
      ),
    )
    for (const person of people.slice(8)) await judgeAll(person)
    expect(await checkStudy(studyId)).toEqual({ slots: 16, done: 8, judgments: 8, ...WHOLE })
  },

  'of pairs set aside while k is raised': async () => {
    const { studyId, people, run } = await start(12, { prompts: 1, overlap: 4 })
    const desks = await deskEach(people.slice(0, 4))
    const raise = amendStudy(run, { kind: 'OVERLAP', groupId: null, overlap: 8, reason: 'More power.' })
    const setAside = async ({ access }: Person, assignmentId: string) => {
      // What waits too long for the amendment is sent again, as a browser does.
      for (let stored = false; !stored; )
        stored = (await judgeAndNext(personSeat(access), makeSetAside(assignmentId), []).catch(expected)) !== null
    }
    const aside = desks.map(({ pairs }, nth) => setAside(people[nth] as Person, pairs[0]?.assignmentId ?? ''))
    await Promise.all([raise, ...aside])
    for (const person of people.slice(4)) await judgeAll(person)
    expect(await checkStudy(studyId)).toEqual({ slots: 12, done: 8, judgments: 8, ...WHOLE })
  },

  'against people who join, share a set, repeat and set aside': async () => {
    const design = { sharedItems: 3, identicalChecks: 1, repeatShare: 0.25 }
    const { studyId, people } = await start(4, { prompts: 6, baselines: 2, overlap: 2, design })
    const late = enrolPeople(studyId, 3).then((more) => Promise.all(more.map((person) => judgeAll(person))))
    await Promise.all([late, ...people.map((person) => judgeAll(person))])
    for (const person of people) await judgeAll(person)
    const { judgments, done, ...rest } = await checkStudy(studyId)
    expect(rest).toMatchObject(WHOLE)
    expect(judgments).toBe(done)
    expect(await sharedAndChecks(studyId)).toEqual({ open: 0, done: 7 * 4 })
    const pools = { studyId, keptForId: null, repeat: 0 }
    expect(await db.assignment.count({ where: pools })).toBe((12 - 3) * 2)
    expect(await db.assignment.count({ where: { ...pools, doneAt: null } })).toBe(0)
  },
}

/** Slots of what everybody judges, repeats left out. */
async function sharedAndChecks(studyId: string) {
  const where = { studyId, keptForId: { not: null }, repeat: 0 }
  const [open, done] = await Promise.all([
    db.assignment.count({ where: { ...where, doneAt: null } }),
    db.assignment.count({ where: { ...where, doneAt: { not: null } } }),
  ])
  return { open, done }
}
