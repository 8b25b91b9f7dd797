import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { nextDesk } from '@/lib/judgments/desk'
import { nameAnswers } from '@/lib/judgments/name-answers'
import { SubmissionBody } from '@/lib/judgments/schema'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { checkStudy, makeVerdict, WHOLE } from '@/lib/testing/judging'
import { revise } from './revise'
import type { Answer } from './schema'
import { submit } from './submit'

type Person = Awaited<ReturnType<typeof enrolPeople>>[number]

/** A study whose one question is asked of each turn of a dialogue of three, with the slot that somebody holds. */
async function startTurns() {
  const { studyId, promptSet } = await makeOpenStudy({ prompts: 1 })
  const criterion = await db.criterion.findFirstOrThrow({ where: { studyId } })
  await db.criterion.updateMany({ where: { studyId }, data: { unit: 'TURN' } })
  const turn = [
    { role: 'assistant', content: 'Yes.' },
    { role: 'user', content: 'And then?' },
  ]
  const messages = [...turn, ...turn, ...turn.slice(0, 1)]
  await db.systemResponse.updateMany({ where: { promptSetId: promptSet.id }, data: { messages } })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  const { pairs } = await nextDesk(person.access)
  const verdict = await makeVerdict(pairs[0]?.assignmentId ?? '')
  const answer = (turn: number, choice = 'TIE'): Answer => ({ criterion: criterion.id, turn, choice })
  return { studyId, person, verdict, answer }
}

const inForce = async (studyId: string) => {
  const rows = await db.judgment.findMany({ where: { studyId, supersededAt: null }, orderBy: { turn: 'asc' } })
  return rows.map(({ turn, choice }) => [turn, choice])
}

test('a question of each turn is answered for all of them, or not at all', async () => {
  const { studyId, person, verdict, answer } = await startTurns()
  const wrong = [[0], [1], [1, 2], [1, 2, 3, 4], [0, 1, 2, 3], [1, 2, 2, 3], [1, 2, 2]]
  for (const turns of wrong) {
    const answers = turns.map((turn) => answer(turn))
    await expect(submit(person.seat, { ...verdict, answers }), turns.join()).rejects.toMatchObject({ code: 'invalid' })
  }
  expect(await checkStudy(studyId)).toMatchObject({ done: 0, judgments: 0 })
  await submit(person.seat, { ...verdict, answers: [answer(3), answer(1), answer(2)] })
  expect(await inForce(studyId)).toEqual([1, 2, 3].map((turn) => [turn, 'TIE']))
  expect(await checkStudy(studyId)).toMatchObject({ done: 1, judgments: 3, ...WHOLE })
})

test('a change of mind replaces the answers of all turns, and a retry in another order is the same verdict', async () => {
  const { studyId, person, verdict, answer } = await startTurns()
  await submit(person.seat, { ...verdict, answers: [1, 2, 3].map((turn) => answer(turn)) })
  const again = await makeVerdict(verdict.assignmentId)
  await submit(person.seat, { ...again, answers: [3, 2, 1].map((turn) => answer(turn)) })
  const other = submit(person.seat, { ...again, answers: [answer(1), answer(2, 'A'), answer(3)] })
  await expect(other).rejects.toMatchObject({ code: 'already_judged' })
  const { assignmentId, submissionKey } = await makeVerdict(verdict.assignmentId)
  const answers = [1, 2, 3].map((turn) => answer(turn, turn === 2 ? 'A' : 'TIE'))
  await revise(person.seat, { assignmentId, submissionKey, answers, revises: true })
  expect((await inForce(studyId)).map(([turn, choice]) => [turn, choice === 'TIE'])).toEqual([
    [1, true],
    [2, false],
    [3, true],
  ])
  expect(await db.judgment.count({ where: { studyId } })).toBe(6)
})

test('what a page loaded before answers had names sends is stored as they are', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 2 })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  const { pairs } = await nextDesk(person.access)
  const { answers: _, ...rest } = await makeVerdict(pairs[0]?.assignmentId ?? '')
  const { holding: __, ...sent } = SubmissionBody.parse({ ...rest, choices: ['TIE'], rationale: 'Even.', holding: [] })
  if (!('choices' in sent)) throw new Error('not read as what it is')
  const named = await nameAnswers(studyId, sent)
  if ('revises' in named) throw new Error('not read as a verdict')
  await submit(person.seat, named)
  expect(await inForce(studyId)).toEqual([[0, 'TIE']])

  const { elapsedMs: ___, activeMs: ____, ...made } = await makeVerdict(rest.assignmentId)
  const change = { assignmentId: made.assignmentId, submissionKey: made.submissionKey, choices: ['A'], revises: true }
  const revision = SubmissionBody.parse({ ...change, holding: [] })
  const renamed = 'choices' in revision && (await nameAnswers(studyId, revision))
  if (!(renamed && 'revises' in renamed)) throw new Error('not read as a change of mind')
  await revise(person.seat, renamed)
  expect((await inForce(studyId))[0]?.[1]).toMatch(/^[AB]$/)
  const short = { ...sent, choices: ['A', 'B'] }
  await expect(nameAnswers(studyId, short)).rejects.toMatchObject({ code: 'invalid' })
})
