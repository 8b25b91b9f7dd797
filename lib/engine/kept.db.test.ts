import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { StudyInput } from '@/lib/designs/schema'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import { scaleLabels } from '@/lib/protocols/comparison/scales'
import { openStudy } from '@/lib/studies/open-study'
import { updateStudy } from '@/lib/studies/update-study'
import { enrolPeople, loadComparison, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { checkStudy, judgeAll, makeSetAside, makeVerdict, WHOLE } from '@/lib/testing/judging'

type Person = Awaited<ReturnType<typeof enrolPeople>>[number]

const group = (codePrefix: string, fields: Partial<StudyInput['groups'][number]> = {}) => ({
  ...{ name: `Group ${codePrefix}`, codePrefix, overlap: 0, judgesShared: true, places: null },
  ...fields,
})

/** What one annotator did, in order, with its items. */
async function workOf(studyId: string, person: Person) {
  return db.assignment.findMany({
    where: { studyId, annotatorId: person.annotator.id, doneAt: { not: null } },
    orderBy: { doneAt: 'asc' },
    include: { item: true },
  })
}

test('everybody in the groups that judge the shared set judges all of it, mixed in with the rest, sides even within each item', async () => {
  const groups = [group('C'), group('A', { judgesShared: false, overlap: 1 })]
  const { studyId } = await makeOpenStudy({ prompts: 40, design: { sharedItems: 10, groups, overlap: 2, cap: 20 } })
  const crowd = await enrolPeople(studyId, 4, 'C')
  const [author] = (await enrolPeople(studyId, 1, 'A')) as [Person]
  for (const person of crowd) await judgeAll(person)
  await judgeAll(author)
  for (const person of crowd) {
    const work = await workOf(studyId, person)
    const shared = work.flatMap(({ item }, nth) => (item.shared ? [nth] : []))
    expect(shared).toHaveLength(10)
    // Neither all at the beginning nor all at the end.
    expect(shared[9]).toBeGreaterThan(12)
    expect(shared[0]).toBeLessThan(8)
  }
  const shared = await db.assignment.groupBy({
    by: ['itemId'],
    where: { studyId, item: { shared: true }, leftIsA: true, annotatorId: { not: author.annotator.id } },
    _count: true,
  })
  expect(shared.map(({ _count }) => _count)).toEqual(Array.from({ length: 10 }, () => 2))
  // The authors' own slots cover shared items, too: they do not judge the set as such.
  expect(await db.assignment.count({ where: { studyId, groupId: { not: null }, item: { shared: true } } })).toBe(10)
  expect(await checkStudy(studyId)).toMatchObject(WHOLE)
})

test('who is enrolled before the opening gets the same as who joins later', async () => {
  const { studyId, researcher } = await makeDraft({ prompts: 8, design: { sharedItems: 4, identicalChecks: 2 } })
  const early = await enrolPeople(studyId, 2)
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  const late = await enrolPeople(studyId, 2)
  for (const { annotator } of [...early, ...late])
    expect(await db.assignment.count({ where: { studyId, keptForId: annotator.id } })).toBe(6)
  const lefts = await db.assignment.groupBy({
    by: ['itemId'],
    where: { studyId, leftIsA: true, keptForId: { not: null } },
    _count: true,
  })
  expect(lefts.map(({ _count }) => _count)).toEqual(Array.from({ length: 6 }, () => 2))
})

test('group quotas: each item gets one judgment of a crowd annotator and one of an author, however many join', async () => {
  const groups = [group('C', { overlap: 1 }), group('A', { overlap: 1 })]
  const { studyId } = await makeOpenStudy({ prompts: 9, baselines: 2, overlap: 0, design: { groups } })
  const people = [...(await enrolPeople(studyId, 4, 'C')), ...(await enrolPeople(studyId, 2, 'A'))]
  await Promise.all(people.map((person) => judgeAll(person)))
  const done = await db.assignment.findMany({
    where: { studyId },
    include: { annotator: { include: { group: true } } },
  })
  expect(done).toHaveLength(36)
  for (const { itemId } of done) {
    const prefixes = done.filter((slot) => slot.itemId === itemId).map(({ annotator }) => annotator?.group.codePrefix)
    expect(prefixes.sort()).toEqual(['A', 'C'])
  }
})

test('a repeat comes back to whoever gave the first judgment, later, with sides swapped', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 60, design: { repeatShare: 0.2 } })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  await judgeAll(person)
  const work = await workOf(studyId, person)
  const repeats = work.filter(({ repeat }) => repeat === 1)
  expect(repeats).toHaveLength(12)
  const distances = repeats.map((again) => {
    const first = work.find(({ itemId, repeat }) => itemId === again.itemId && repeat === 0)
    expect(again.leftIsA).toBe(!first?.leftIsA)
    return work.indexOf(again) - work.indexOf(first as (typeof work)[number])
  })
  // Those begun near the end come back sooner: nothing else is left.
  expect(distances.filter((distance) => distance >= 10).length).toBeGreaterThan(7)
  expect(await checkStudy(studyId)).toEqual({ slots: 72, done: 72, judgments: 72, ...WHOLE })
})

async function withKnown(expected: string) {
  const draft = await makeDraft({ prompts: 6, design: { identicalChecks: 2 } })
  const [focal, baseline] = draft.promptSet.systems.map(({ id }) => id) as [string, string]
  const prompts = await db.prompt.findMany({ where: { promptSetId: draft.promptSet.id }, orderBy: { position: 'asc' } })
  const known = (['PRACTICE', 'GOLD', 'PRACTICE'] as const).map((kind, index) => ({
    ...{ kind, promptId: prompts[index]?.id ?? '', systemAId: focal, systemBId: baseline, expected },
    feedback: `**Because** ${index}.`,
  }))
  const access = await authorizeActor(draft.researcher, draft.studyId, 'study:design')
  await updateStudy(access, { ...(await loadComparison(draft.studyId)), known })
  await openStudy(await authorizeActor(draft.researcher, draft.studyId, 'study:run'))
  return draft
}

test('practice comes first, with feedback; gold and checks come unseen, and are no regular items', async () => {
  const { studyId } = await withKnown('A')
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  const desk = await nextDesk(person.access)
  expect(desk.pairs.map(({ isPractice }) => isPractice)).toEqual([true, true])
  const first = desk.pairs[0]?.assignmentId ?? ''
  const receipt = await judgeAndNext(person.seat, await makeVerdict(first, 'TIE'), [])
  const { leftIsA } = await db.assignment.findFirstOrThrow({ where: { studyId, id: first } })
  expect(receipt.practice).toEqual({
    expected: leftIsA ? 'A' : 'B',
    html: '<p dir="auto"><strong>Because</strong> 0.</p>',
  })
  expect(receipt.desk.judged).toBe(0)
  const rest = await judgeAll(person)
  expect(rest.map(({ isPractice }) => isPractice)).toEqual([true, ...Array.from({ length: 6 }, () => false)])
  const kinds = (await workOf(studyId, person)).map(({ item }) => item.kind)
  expect(kinds.filter((kind) => kind === 'CHECK')).toHaveLength(2)
  expect(kinds.filter((kind) => kind === 'GOLD')).toHaveLength(1)
  // Six prompts, of which three pairs are gold or practice.
  expect(kinds.filter((kind) => kind === 'REGULAR')).toHaveLength(3)
  expect(await nextDesk(person.access)).toMatchObject({ status: 'done', judged: 6, total: 6 })
})

test('with several criteria a verdict answers all of them, each with its own scale', async () => {
  const criteria: StudyInput['criteria'] = [
    { question: 'Better?', scale: 'SEVEN', labels: scaleLabels('SEVEN') },
    { question: 'Safer?', scale: 'THREE_BOTH_BAD', labels: scaleLabels('THREE_BOTH_BAD') },
  ]
  const { studyId } = await makeOpenStudy({ prompts: 6, design: { criteria } })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  const { pairs } = await nextDesk(person.access)
  for (const wrong of [['A3'], ['A3', 'A', 'A'], ['A', 'A'], ['A3', 'A3']])
    await expect(
      judgeAndNext(person.seat, await makeVerdict(pairs[0]?.assignmentId ?? '', ...wrong), []),
    ).rejects.toMatchObject({ code: 'invalid' })
  await judgeAll(person, () => ['A3', 'BOTH_BAD'])
  const judgments = await db.judgment.findMany({ where: { studyId }, include: { assignment: true, criterion: true } })
  expect(judgments).toHaveLength(12)
  for (const { criterion, choice, score, assignment } of judgments)
    expect([choice, score]).toEqual(
      criterion.position === 1 ? ['BOTH_BAD', 0] : assignment.leftIsA ? ['A3', 3] : ['B3', -3],
    )
})

test('a shared item that a member of another group set aside can be kept for those who join', async () => {
  const groups = [group('C'), group('A', { judgesShared: false, overlap: 1 })]
  const { studyId } = await makeOpenStudy({ prompts: 4, overlap: 0, design: { sharedItems: 4, groups } })
  const early = await enrolPeople(studyId, 2, 'C')
  const [author, second] = (await enrolPeople(studyId, 2, 'A')) as [Person, Person]
  const { pairs } = await nextDesk(author.access)
  await judgeAndNext(author.seat, makeSetAside(pairs[0]?.assignmentId ?? ''), [])
  // As installations have it that numbered such a slot among the kept ones.
  await db.$executeRaw`
    UPDATE "Assignment" SET slot = 10002 WHERE "studyId" = ${studyId}::uuid AND "keptForId" IS NULL AND slot = (
      SELECT max(slot) FROM "Assignment" WHERE "studyId" = ${studyId}::uuid AND "keptForId" IS NULL)`
  const late = await enrolPeople(studyId, 3, 'C')
  for (const person of [...early, ...late, author, second]) await judgeAll(person)
  const { done, ...rest } = await checkStudy(studyId)
  expect(rest).toMatchObject(WHOLE)
  expect(done).toBe(5 * 4 + 4)
})

test('the repeat of a pair that was set aside is planned for whoever judges it instead', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 12, design: { repeatShare: 0.5 } })
  const [person, other] = (await enrolPeople(studyId, 2)) as [Person, Person]
  const held = { studyId, annotatorId: person.annotator.id, doneAt: null }
  for (let desk = await nextDesk(person.access); ; ) {
    const id = desk.pairs[0]?.assignmentId ?? ''
    if (await db.assignment.findFirst({ where: { ...held, id, repeatAfter: { not: null } } })) {
      await judgeAndNext(person.seat, makeSetAside(id), [])
      break
    }
    desk = (await judgeAndNext(person.seat, await makeVerdict(id), [])).desk
  }
  await judgeAll(person)
  await judgeAll(other)
  const repeats = await db.assignment.findMany({ where: { studyId, repeat: 1 } })
  expect(repeats).toHaveLength(6)
  expect(repeats.filter(({ doneAt }) => doneAt === null)).toEqual([])
  expect(repeats.filter(({ annotatorId }) => annotatorId === other.annotator.id)).toHaveLength(1)
  expect(await checkStudy(studyId)).toMatchObject(WHOLE)
})
