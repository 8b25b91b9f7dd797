import { expect, test } from 'vitest'
import { enrolAnnotator } from '@/lib/annotators/enrol-annotator'
import { db } from '@/lib/db/client'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { checkStudy, makeVerdict, WHOLE } from '@/lib/testing/judging'
import { claim } from './claim'
import { simulationSeat } from './seat'
import { submit } from './submit'

async function enrolSimulation(studyId: string) {
  const { id: groupId } = await db.annotatorGroup.findFirstOrThrow({ where: { studyId } })
  return db.$transaction((tx) => enrolAnnotator(tx, { studyId, groupId }, { simulated: true }))
}

const NEXT = { wanted: 1, batch: 1, holding: [] }

test('a simulation judges from its seat; nobody sits there in a person’s place', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 2 })
  const [person] = await enrolPeople(studyId, 1)
  if (!person) throw new Error('nobody enrolled')
  const simulated = await enrolSimulation(studyId)
  const seat = simulationSeat(studyId, simulated.id)
  const { held } = await claim(seat, NEXT)
  expect(held).toHaveLength(1)
  await submit(seat, await makeVerdict(held[0] ?? ''))
  const judged = await db.assignment.findMany({ where: { studyId, doneAt: { not: null } } })
  expect(judged.map(({ annotatorId }) => annotatorId)).toEqual([simulated.id])

  const stolen = simulationSeat(studyId, person.annotator.id)
  const mine = await claim(person.seat, NEXT)
  await expect(claim(stolen, NEXT)).rejects.toMatchObject({ code: 'not_found' })
  const verdict = await makeVerdict(mine.held[0] ?? '')
  await expect(submit(stolen, verdict)).rejects.toMatchObject({ code: 'not_found' })
  expect(await checkStudy(studyId)).toMatchObject({ judgments: 1, done: 1, ...WHOLE })
})

test('a seat is one study’s: elsewhere the same person has none', async () => {
  const [here, elsewhere] = [await makeOpenStudy({ prompts: 1 }), await makeOpenStudy({ prompts: 1 })]
  const [person] = await enrolPeople(here.studyId, 1)
  if (!person) throw new Error('nobody enrolled')
  const seat = { ...person.seat, studyId: elsewhere.studyId }
  await expect(claim(seat, NEXT)).rejects.toMatchObject({ code: 'not_found' })
})

test('who is deactivated has no seat any more', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 1 })
  const [person] = await enrolPeople(studyId, 1)
  if (!person) throw new Error('nobody enrolled')
  await db.annotator.updateMany({ where: { studyId }, data: { deactivatedAt: new Date() } })
  await expect(claim(person.seat, NEXT)).rejects.toMatchObject({ code: 'not_found' })
  const simulated = await enrolSimulation(studyId)
  await db.annotator.update({
    where: { studyId_id: { studyId, id: simulated.id } },
    data: { deactivatedAt: new Date() },
  })
  await expect(claim(simulationSeat(studyId, simulated.id), NEXT)).rejects.toMatchObject({ code: 'not_found' })
})
