import { db } from '@/lib/db/client'
import { enrolPeople } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { expect, judgments, pressUntil, test, verdictButton } from './desk-fixture'

test('away for longer than a lease: no pair is begun in vain, what can count does, the rest is on record', async ({
  page,
  sitDown,
  complaints,
}) => {
  await page.clock.install()
  const { studyId, annotatorId } = await sitDown({ pairs: 20, design: { leaseMinutes: 30 } })
  await expect(verdictButton(page)).toBeEnabled()
  const held = () => db.assignment.count({ where: { studyId, annotatorId, doneAt: null } })
  await expect.poll(held).toBe(6)
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible()
  await page.context().setOffline(true)
  await pressUntil(page, '1', () => page.getByText('2 of 20', { exact: true }).isVisible())
  await expect(page.getByText('1 verdict kept here', { exact: false })).toBeVisible()

  // The pair on the screen may be finished after the lease has run out; the one behind it is not begun.
  await page.clock.fastForward('31:00')
  await expect(page.getByText('2 of 20', { exact: true })).toBeVisible()
  const offline = page.getByRole('heading', { name: 'You are offline' })
  await pressUntil(page, '2', () => offline.isVisible())
  await expect(page.getByText('may be with others by now', { exact: false })).toBeVisible()
  await expect(page.getByText('2 verdicts are kept on this device', { exact: false })).toBeVisible()

  // Meanwhile somebody else was given the same pairs, judged the first and has the second on the screen.
  await db.assignment.updateMany({
    where: { studyId, annotatorId, doneAt: null },
    data: { leaseUntil: new Date(Date.now() - 1000) },
  })
  const [other] = await enrolPeople(studyId, 1)
  if (!other) throw new Error('nobody enrolled')
  const { startRank } = await db.annotator.findUniqueOrThrow({ where: { studyId_id: { studyId, id: annotatorId } } })
  await db.annotator.updateMany({ where: { studyId }, data: { startRank } })
  await judgeAll(other, undefined, 1)

  await page.context().setOffline(false)
  await expect(page.getByText('A verdict came too late to be counted', { exact: false })).toBeVisible()
  await expect.poll(() => judgments(studyId)).toBe(2)
  const late = await db.lateVerdict.findMany({ where: { studyId }, include: { assignment: true } })
  expect(late).toMatchObject([{ annotatorId, assignment: { annotatorId: other.annotator.id } }])
  const counted = await db.assignment.findMany({
    where: { studyId, doneAt: { not: null } },
    orderBy: { doneAt: 'asc' },
  })
  expect(counted.map((slot) => slot.annotatorId)).toEqual([other.annotator.id, annotatorId])

  // Judging goes on, with pairs of one's own.
  await expect(page.getByText('2 of 20', { exact: true })).toBeVisible()
  await pressUntil(page, '3', () => page.getByText('3 of 20', { exact: true }).isVisible())
  await expect.poll(() => judgments(studyId)).toBe(3)
  expect(complaints.splice(0).every((text) => /ERR_INTERNET_DISCONNECTED|409/.test(text))).toBe(true)
})
