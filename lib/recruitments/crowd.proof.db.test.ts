import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { comeIn, makeRecruitment, startJudging } from '@/lib/testing/recruitment'
import { finishPart } from './finish'

const endingsOf = async (studyId: string) => {
  const rows = await db.participation.groupBy({ by: ['ending'], where: { studyId }, _count: true })
  return Object.fromEntries(rows.map(({ ending, _count }) => [ending ?? 'under way', _count]))
}

test('200 who arrive at once for 24 places: never more are in than the overbooked room, never more complete than places', async () => {
  const study = await makeOpenStudy({ prompts: 60, design: { cap: 1 } })
  const { token } = await makeRecruitment(study, { places: 24, overbooking: 10 })
  const { studyId } = study
  const names = Array.from({ length: 200 }, (_, nth) => `p${nth}`)
  await Promise.all(names.map((name, nth) => comeIn(token, name, `192.0.2.${nth}`)))
  expect(await endingsOf(studyId)).toEqual({ 'under way': 26, FULL: 174 })
  const people = (await Promise.all(names.map((name, nth) => startJudging(token, name, `192.0.2.${nth}`)))).flatMap(
    (person) => person ?? [],
  )
  expect(people.length).toBe(26)
  await Promise.all(people.map((person) => judgeAll(person)))
  await Promise.all(people.map(({ desk }) => finishPart(desk)))
  expect(await endingsOf(studyId)).toEqual({ COMPLETED: 24, FULL: 176 })
})
