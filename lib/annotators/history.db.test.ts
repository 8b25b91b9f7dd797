import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { listAnnotatorAudit, listStudyAudit } from '@/lib/audit/queries'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import { lookEarly } from '@/lib/looks/looks'
import { setStatus } from '@/lib/studies/set-status'
import { enrolPeople, makeOpenStudy, makeStudyWithKnown } from '@/lib/testing/fixtures'
import { judgeAll, makeRevision, makeSetAside } from '@/lib/testing/judging'
import { deactivateAnnotator } from './deactivate-annotator'
import { excludeAnnotator } from './exclude-annotator'
import { listSetAside } from './list-set-aside'
import { countAnnotator, countOutcomes, readAnnotator } from './read-annotator'
import { readHistory } from './read-history'

type Study = Awaited<ReturnType<typeof makeOpenStudy>>
const manage = ({ researcher, studyId }: Study) => authorizeActor(researcher, studyId, 'annotators:manage')
const close = async ({ researcher, studyId }: Study) =>
  setStatus(await authorizeActor(researcher, studyId, 'study:run'), 'close')

async function join(study: Study) {
  const [person] = await enrolPeople(study.studyId, 1)
  if (!person) throw new Error('nobody joined')
  return { ...person, id: person.annotator.id }
}

test('what one annotator did comes newest first, page by page, each once', async () => {
  const study = await makeOpenStudy({ prompts: 60 })
  const person = await join(study)
  const judged = await judgeAll(person)
  const access = await manage(study)
  const first = await readHistory(access, person.id)
  const second = await readHistory(access, person.id, first.next ?? undefined)
  const ids = [...first.pairs, ...second.pairs].map(({ id }) => id)
  expect([first.pairs.length, second.pairs.length, second.next]).toEqual([50, 10, null])
  expect(ids).toEqual(judged.map(({ assignmentId }) => assignmentId).reverse())
  expect((await readHistory(access, person.id, "'; --")).pairs).toHaveLength(50)
})

test('verdicts are told as shown, with those that were changed, and systems only at the end', async () => {
  const study = await makeOpenStudy({ prompts: 6, design: { looks: 'ANYTIME' } })
  const person = await join(study)
  const [pair] = await judgeAll(person, () => ['A'])
  const revision = await makeRevision(pair?.assignmentId ?? '', 'B')
  const before = await readHistory(await manage(study), person.id)
  expect(new Set(before.pairs.flatMap(({ said }) => said.map(({ label }) => label)))).toEqual(
    new Set(['Answer A is significantly better']),
  )
  const sides = await db.assignment.findMany({ where: { studyId: study.studyId } })
  expect(new Set(sides.map(({ leftIsA }) => leftIsA)).size).toBe(2)
  // Only the last five may be changed: the first of six is too late, the second is not.
  await expect(judgeAndNext(person.seat, revision, [])).rejects.toThrow(/too many others/)
  const late = before.pairs.at(-2)?.id ?? ''
  await judgeAndNext(person.seat, { ...revision, assignmentId: late, submissionKey: randomUUID() }, [])
  const changed = (await readHistory(await manage(study), person.id)).pairs.find(({ id }) => id === late)
  expect(changed?.said.map(({ label, isSuperseded }) => [label, isSuperseded])).toEqual([
    ['Answer A is significantly better', true],
    ['Answer B is significantly better', false],
  ])
  expect(JSON.stringify(before)).not.toMatch(/Focal|Baseline/)
  await close(study)
  const after = await readHistory(await manage(study), person.id)
  for (const { id, systems } of after.pairs) {
    const leftIsA = sides.find((side) => side.id === id)?.leftIsA
    expect(systems).toEqual(leftIsA ? { left: 'Focal', right: 'Baseline 1' } : { left: 'Baseline 1', right: 'Focal' })
  }
})

test('while results are withheld, so is what was said of regular items; checks are told', async () => {
  const study = await makeStudyWithKnown(['GOLD'], { prompts: 6, design: { identicalChecks: 1 } })
  const person = await join(study)
  const judged = await judgeAll(person, () => ['A'])
  const tell = async () => (await readHistory(await manage(study), person.id)).pairs
  const open = await tell()
  expect(open).toHaveLength(judged.length)
  for (const { kind, isWithheld, said } of open) {
    expect(isWithheld).toBe(kind === 'REGULAR')
    expect(said).toHaveLength(kind === 'REGULAR' ? 0 : 1)
  }
  await lookEarly(await authorizeActor(study.researcher, study.studyId, 'study:results'), {
    studyId: study.studyId,
    reason: 'An annotator says the buttons are mixed up.',
  })
  for (const { isWithheld, said } of await tell()) expect([isWithheld, said.length]).toEqual([false, 1])
})

test('one annotator in numbers: checks while the study is open, ties and repeats once it is closed', async () => {
  const shape = { prompts: 13, design: { identicalChecks: 2, repeatShare: 0.1, reviseLast: 0 } }
  const study = await makeStudyWithKnown(['GOLD', 'PRACTICE'], shape)
  const person = await join(study)
  await judgeAll(person, () => ['TIE'])
  const access = await manage(study)
  expect(await countAnnotator(access, person.id)).toEqual({
    verdicts: 15,
    setAside: 0,
    practice: 1,
    medianSeconds: 4,
    activeHours: expect.closeTo((16 * 4) / 3600, 6),
    left: expect.any(Number),
    checks: 2,
    checksFailed: 0,
    asked: 0,
    hasty: 0,
    gold: 1,
    goldFailed: 1,
  })
  expect(await countOutcomes(access, person.id)).toBeNull()
  await close(study)
  expect(await countOutcomes(access, person.id)).toEqual({ ties: 11, judged: 11, repeats: 1, consistent: 1 })
})

test('an annotator of another study, or none, is not found', async () => {
  const [one, other] = [await makeOpenStudy(), await makeOpenStudy()]
  const person = await join(one)
  const access = await manage(other)
  for (const id of [person.id, randomUUID(), 'x'])
    await expect(readAnnotator(access, id)).rejects.toMatchObject({ code: 'not_found' })
  expect(JSON.stringify(await readAnnotator(await manage(one), person.id))).not.toContain(person.actor.id)
})

test('pairs set aside are there to read as they were seen, and tell no system', async () => {
  const study = await makeOpenStudy({ prompts: 2 })
  const person = await join(study)
  const { pairs } = await nextDesk(person.access)
  const aside = makeSetAside(pairs[0]?.assignmentId ?? '')
  await judgeAndNext(person.seat, { ...aside, flag: 'BROKEN_TEXT', note: 'cut off' }, [])
  const listed = await listSetAside(await manage(study))
  expect(listed).toMatchObject([{ code: 'C01', flag: 'BROKEN_TEXT', note: 'cut off' }])
  const { prompt, left, right } = pairs[0] ?? {}
  expect(listed[0]?.shown).toEqual({ prompt, left, right })
  expect(JSON.stringify(listed)).not.toMatch(/Focal|Baseline/)
})

test('a study’s audit trail holds every act, and does not tell who joined', async () => {
  const study = await makeOpenStudy()
  const person = await join(study)
  const access = await manage(study)
  await db.auditEntry.create({
    data: { actorId: person.actor.id, action: 'annotator.join', studyId: study.studyId, subject: 'C01' },
  })
  await excludeAnnotator(access, { annotatorId: person.id, reason: 'pressed 1 throughout' })
  await deactivateAnnotator(access, { annotatorId: person.id })
  await close(study)
  const { rows, next } = await listStudyAudit(await authorizeActor(study.researcher, study.studyId, 'study:read'))
  expect(rows.map(({ action }) => action)).toEqual([
    'study.close',
    'annotator.deactivate',
    'annotator.exclude',
    'annotator.join',
    'study.open',
    'study.create',
  ])
  expect(next).toBeNull()
  expect(rows[0]).toMatchObject({ actor: study.researcher.name })
  expect(JSON.stringify(rows)).not.toContain(person.actor.name)
  const about = await listAnnotatorAudit(access, 'C01')
  expect(about.map(({ action, actor }) => [action, actor])).toEqual([
    ['annotator.deactivate', study.researcher.name],
    ['annotator.exclude', study.researcher.name],
    ['annotator.join', null],
  ])
})
