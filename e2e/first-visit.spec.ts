import { db } from '@/lib/db/client'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import { totalOf, weighFirstVisit } from './first-visit'
import { expect, test } from './fixtures'

const DESKS = {
  'of pairs': () => makeOpenStudy({ prompts: 4 }),
  'of dialogues that are graded turn by turn': () => makeRatingStudy({ turns: 3 }),
}

for (const [what, makeStudy] of Object.entries(DESKS))
  test(`whoever opens a desk ${what} for the first time loads 200 kB at most`, async ({ page, signIn }) => {
    const { studyId } = await makeStudy()
    const [person] = await enrolPeople(studyId, 1)
    await signIn(page, person?.actor.id ?? '')
    const visit = await weighFirstVisit(page, `/annotate/${studyId}`)
    // All of it was seen: no part of the page is empty.
    expect(Math.min(...Object.values(visit)), JSON.stringify(visit)).toBeGreaterThan(1000)
    expect(visit.script, JSON.stringify(visit)).toBeLessThanOrEqual(130_000)
    expect(totalOf(visit), JSON.stringify(visit)).toBeLessThanOrEqual(200_000)
  })

test('a page that is fetched ahead leases nothing; opened again, the desk has the same pairs', async ({
  page,
  signIn,
}) => {
  const { studyId } = await makeOpenStudy({ prompts: 6 })
  const [person] = await enrolPeople(studyId, 1)
  await signIn(page, person?.actor.id ?? '')
  const held = async () => {
    const slots = await db.assignment.findMany({
      where: { studyId, annotatorId: { not: null } },
      orderBy: { rank: 'asc' },
    })
    return slots.map(({ id }) => id)
  }
  const ahead = { 'sec-purpose': 'prefetch;prerender' }
  for (const headers of [ahead, { purpose: 'prefetch' }, { 'next-router-prefetch': '1' }] as Record<string, string>[])
    expect((await page.request.get(`/annotate/${studyId}`, { headers })).status()).toBe(404)
  expect(await held()).toEqual([])
  expect((await page.request.get(`/annotate/${studyId}`)).status()).toBe(200)
  const first = await held()
  expect(first).toHaveLength(2)
  for (let again = 0; again < 2; again++) await page.request.get(`/annotate/${studyId}`)
  expect(await held()).toEqual(first)
})
