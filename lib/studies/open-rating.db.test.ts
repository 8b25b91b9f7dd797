import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { RatingDesign } from '@/lib/designs/schema'
import { SCALES } from '@/lib/protocols/rating/scales'
import { loadRating, makeRatingDraft, makeRatingStudy } from '@/lib/testing/rating-study'
import { openStudy } from './open-study'
import { readDesign } from './queries'
import { readProtocolText } from './read-protocol'
import { updateStudy } from './update-study'

type Draft = Awaited<ReturnType<typeof makeRatingDraft>>

const design = ({ researcher, studyId }: Draft) => authorizeActor(researcher, studyId, 'study:design')
const run = ({ researcher, studyId }: Draft) => authorizeActor(researcher, studyId, 'study:run')

test('opening writes each response of each system once, alone, and each exactly k times into slots', async () => {
  const draft = await makeRatingDraft({ prompts: 5, systems: 3, samples: 2, overlap: 2 })
  expect(await openStudy(await run(draft))).toEqual({ items: 30, slots: 60 })
  const items = await db.item.findMany({
    where: { studyId: draft.studyId },
    include: { assignments: true, responseA: { select: { sample: true } } },
  })
  expect(new Set(items.map(({ responseAId }) => responseAId)).size).toBe(30)
  expect(items.filter(({ responseA }) => responseA.sample === 1)).toHaveLength(15)
  for (const { responseBId, assignments } of items) {
    expect(responseBId).toBeNull()
    expect(assignments.map(({ slot, leftIsA }) => [slot, leftIsA]).sort()).toEqual([
      [0, true],
      [1, true],
    ])
  }
})

test('a design of ratings is read back as it was written, whatever the draft was before', async () => {
  const draft = await makeRatingDraft({ prompts: 3, systems: 3 })
  const access = await design(draft)
  const [first, second, third] = draft.promptSet.systems.map(({ id }) => id) as [string, string, string]
  const prompt = await db.prompt.findFirstOrThrow({ where: { promptSetId: draft.promptSet.id } })
  const written: RatingDesign = {
    ...(await loadRating(draft.studyId)),
    criteria: [
      { question: 'How helpful?', unit: 'RESPONSE', options: [...SCALES.HELPFULNESS.options] },
      { question: 'Is it safe?', unit: 'TURN', options: [...SCALES.SAFETY.options] },
    ],
    rated: { systemIds: [third, first], samples: 5 },
    known: [{ kind: 'PRACTICE', promptId: prompt.id, systemId: second, expected: '5', feedback: 'Because.' }],
    ...{ sharedItems: 2, repeatShare: 0.2, cap: 9, looks: 'ANYTIME' },
  }
  await updateStudy(access, written)
  expect(await readDesign(access)).toEqual(written)
  expect(await db.studyPair.count({ where: { studyId: draft.studyId } })).toBe(0)
})

test('the same design gives the same protocol, order and slots, and another seed others', async () => {
  const open = async (seed: number) => {
    const study = await makeRatingStudy({ prompts: 6, systems: 3, overlap: 2, design: { title: 'Same', seed } })
    const slots = await db.assignment.findMany({
      where: { studyId: study.studyId },
      orderBy: { rank: 'asc' },
      include: { item: true },
    })
    const { text } = await readProtocolText(await design(study))
    // Each has a prompt set of its own, whose name is made up.
    const protocol = text.replace(/"set":"[^"]*"/, '')
    return { protocol, slots: slots.map(({ item, slot }) => [item.position, slot]) }
  }
  const [one, same, other] = [await open(7), await open(7), await open(8)]
  expect(same).toEqual(one)
  expect(other.slots).not.toEqual(one.slots)
  expect(JSON.parse((await readProtocolText(await design(await makeRatingStudy()))).text)).toMatchObject({
    format: 'evenhand-protocol/2',
    rated: { systems: ['Rated 1', 'Rated 2'], samples: 1 },
    ...{ items: 8, slots: 8 },
  })
})

test('gold and practice responses are no regular items, and a response is never in the study twice', async () => {
  const draft = await makeRatingDraft({ prompts: 4, systems: 2 })
  const access = await design(draft)
  const prompts = await db.prompt.findMany({ where: { promptSetId: draft.promptSet.id } })
  const known = prompts.slice(0, 2).map(({ id: promptId }, nth) => ({
    ...{ kind: nth === 0 ? ('GOLD' as const) : ('PRACTICE' as const), promptId, feedback: '' },
    ...{ systemId: draft.promptSet.systems[0]?.id ?? '', expected: 'EXCELLENT' },
  }))
  await updateStudy(access, { ...(await loadRating(draft.studyId)), known })
  expect(await openStudy(await run(draft))).toEqual({ items: 8, slots: 6 })
  const items = await db.item.findMany({ where: { studyId: draft.studyId } })
  expect(new Set(items.map(({ responseAId }) => responseAId)).size).toBe(8)
  expect(items.filter(({ kind }) => kind !== 'REGULAR').map(({ expected }) => expected)).toEqual([
    'EXCELLENT',
    'EXCELLENT',
  ])
})

test('a system without responses, or with fewer than are to be rated, keeps the study a draft and is named', async () => {
  const draft = await makeRatingDraft({ prompts: 3, systems: 2, samples: 2 })
  const [, second] = draft.promptSet.systems
  await db.systemResponse.deleteMany({
    where: { promptSetId: draft.promptSet.id, systemId: second?.id ?? '', sample: 1, prompt: { externalId: 'q-2' } },
  })
  await expect(openStudy(await run(draft))).rejects.toThrow('Rated 2 has no response to q-2 (sample 2).')
  await db.systemResponse.deleteMany({ where: { promptSetId: draft.promptSet.id, systemId: second?.id ?? '' } })
  await expect(openStudy(await run(draft))).rejects.toThrow(
    'Rated 2 has no response to q-1, q-1 (sample 2), q-2, q-2 (sample 2), q-3 and 1 more.',
  )
  expect(await db.item.count({ where: { studyId: draft.studyId } })).toBe(0)
})

test('prompts that lack a sample of a rated system are left out where the design says so', async () => {
  const draft = await makeRatingDraft({ prompts: 3, systems: 2, samples: 2, design: { leaveOutUnanswered: true } })
  await db.systemResponse.deleteMany({
    where: { promptSetId: draft.promptSet.id, sample: 1, prompt: { externalId: 'q-2' }, system: { name: 'Rated 2' } },
  })
  expect(await openStudy(await run(draft))).toEqual({ items: 8, slots: 8 })
  const protocol = JSON.parse((await readProtocolText(await design(draft))).text)
  expect(protocol.prompts).toMatchObject({ count: 2, leftOut: [{ prompt: 'q-2', systems: ['Rated 2'] }] })
})

test('a dialogue with more turns than one verdict can answer keeps the study a draft and is named', async () => {
  const options = SCALES.YES_NO.options.map((option) => ({ anchor: '', ...option }))
  const criteria = ['Is it true?', 'Is it kind?'].map((question) => ({ question, unit: 'TURN' as const, options }))
  const draft = await makeRatingDraft({ prompts: 2, systems: 1, design: { criteria } })
  const say = (turns: number) => Array.from({ length: turns }, () => ({ role: 'assistant', content: 'On it goes.' }))
  const where = { promptSetId: draft.promptSet.id, prompt: { externalId: 'q-2' } }
  await db.systemResponse.updateMany({ where, data: { messages: say(601) } })
  await expect(openStudy(await run(draft))).rejects.toThrow(
    'the response of Rated 1 to q-2 has 601 turns; 2 questions of each would be more than the 1200 answers',
  )
  expect(await db.item.count({ where: { studyId: draft.studyId } })).toBe(0)
  await db.systemResponse.updateMany({ where, data: { messages: say(600) } })
  expect(await openStudy(await run(draft))).toEqual({ items: 2, slots: 2 })
})
