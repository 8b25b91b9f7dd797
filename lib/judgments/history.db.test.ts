import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { giveConsent } from '@/lib/annotators/give-consent'
import { revise } from '@/lib/engine/revise'
import { setAside } from '@/lib/engine/set-aside'
import { submit } from '@/lib/engine/submit'
import { nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { makeAnswers, makeRevision, makeSetAside, makeVerdict } from '@/lib/testing/judging'
import { listOwnVerdicts, readOwnPair } from './history'

/** A study of some pairs, an annotator, and a way to judge what they hold. */
async function setUp(design = {}) {
  const { studyId } = await makeOpenStudy({ prompts: 8, design })
  const [me, other] = await enrolPeople(studyId, 2)
  if (!me || !other) throw new Error('nobody enrolled')
  const judge = async (choice: string) => {
    const [pair] = (await nextDesk(me.access)).pairs
    if (!pair) throw new Error('nothing to judge')
    await submit(me.seat, await makeVerdict(pair.assignmentId, choice))
    return pair
  }
  return { studyId, me, other, judge }
}

test('the history shows what was chosen on the screen, whichever arm stood left', async () => {
  const { me, judge } = await setUp({ reviseLast: 2 })
  const given = []
  for (const choice of ['A', 'B', 'TIE', 'A', 'B']) given.unshift({ pair: await judge(choice), choice })
  const lines = await listOwnVerdicts(me.access)
  expect(lines.map(({ assignmentId, answers }) => [assignmentId, answers.map((each) => each.choice)])).toEqual(
    given.map(({ pair, choice }) => [pair.assignmentId, [choice]]),
  )
  expect(lines.map(({ mayRevise }) => mayRevise)).toEqual([true, true, false, false, false])
  expect(lines[0]?.excerpt).toMatch(/^Question \d$/)
  const own = await readOwnPair(me.access, given[0]?.pair.assignmentId ?? '')
  expect(own.pair).toEqual(given[0]?.pair)
  expect(own.given).toEqual({ answers: await makeAnswers(own.pair.assignmentId, 'B'), rationale: '' })
  expect(own.text.left[0]).toMatch(/^Reply [0-9a-f]{6} to \d$/)
  expect(own.pair.left[0]?.html).toContain(own.text.left[0])
})

test('a changed verdict is shown as it stands, one set aside with its reason', async () => {
  const { me, judge } = await setUp()
  const { assignmentId } = await judge('A')
  await revise(me.seat, await makeRevision(assignmentId, 'B'))
  const [held] = (await nextDesk(me.access)).pairs
  await setAside(me.seat, { ...makeSetAside(held?.assignmentId ?? ''), flag: 'BROKEN_TEXT' })
  const lines = await listOwnVerdicts(me.access)
  expect(lines.map(({ answers, flag, mayRevise }) => ({ answers, flag, mayRevise }))).toEqual([
    { answers: [], flag: 'BROKEN_TEXT', mayRevise: false },
    { answers: await makeAnswers(assignmentId, 'B'), flag: null, mayRevise: true },
  ])
  expect((await readOwnPair(me.access, held?.assignmentId ?? '')).given).toBeNull()
})

test('a pair one holds can be read as it was written; nobody else’s can', async () => {
  const { me, other } = await setUp()
  const [pair] = (await nextDesk(me.access)).pairs
  const own = await readOwnPair(me.access, pair?.assignmentId ?? '')
  expect(own.given).toBeNull()
  expect(own.pair).toEqual(pair)
  for (const id of [pair?.assignmentId ?? '', randomUUID(), 'x'])
    await expect(readOwnPair(other.access, id)).rejects.toMatchObject({ code: 'not_found' })
  expect(await listOwnVerdicts(other.access)).toEqual([])
})

test('consent is given once; with it the first pair comes', async () => {
  const { me } = await setUp({ consent: 'It takes an hour.' })
  expect(await nextDesk(me.access)).toMatchObject({ status: 'consent', pairs: [] })
  const first = await giveConsent(me.access)
  expect(await giveConsent(me.access)).toEqual(first)
  expect(await nextDesk(me.access)).toMatchObject({ status: 'judging' })
})
