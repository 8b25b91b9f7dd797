import { db } from '@/lib/db/client'
import { leaks, openRecorded } from './blind'
import { CODES, expect, expectEnd, judgeTies, makeCrowd, otherDevice, playPlatform, test } from './crowd-fixture'

const HEADING = 'Done. Thank you'

test('from a platform’s link to its code: without an account, the same on another device and after the back button', async ({
  phone,
  browser,
  complaints,
}) => {
  const crowd = await makeCrowd({ design: { consent: 'It takes **an hour**.' } })
  const link = crowd.linkOf('5f0000000000000000000001')
  await phone.goto(link)
  await expect(phone).toHaveURL(crowd.home)
  await expect(phone.getByText('an hour')).toBeVisible()
  expect(await phone.evaluate(() => document.documentElement.outerHTML)).not.toContain('5f0000000000000000000001')
  await phone.getByRole('button', { name: 'I agree, go on' }).click()
  await judgeTies(phone, { to: 1, of: 2 })
  const second = await otherDevice(browser, complaints)
  await second.goto(link)
  await expect(second).toHaveURL(`/annotate/${crowd.studyId}`)
  await expect(second.getByText('2 of 2', { exact: true })).toBeVisible()
  await second.close()
  await judgeTies(phone, { from: 2, to: 2 })
  await phone.getByRole('button', { name: 'Finish' }).click()
  await expectEnd(phone, HEADING, CODES.COMPLETED)
  await phone.getByRole('button', { name: 'Stay here' }).click()
  await phone.reload()
  await expectEnd(phone, HEADING, CODES.COMPLETED)
  await phone.getByRole('link', { name: 'Return to Prolific' }).click()
  await expect(phone.getByRole('heading', { name: 'Back at the platform' })).toBeVisible()
  expect(phone.url()).toBe(`https://app.prolific.com/submissions/complete?cc=${CODES.COMPLETED}`)
  await phone.goBack()
  await expectEnd(phone, HEADING, CODES.COMPLETED)
  await phone.goto(`/annotate/${crowd.studyId}`)
  await expect(phone).toHaveURL(crowd.home)
  const third = await otherDevice(browser, complaints)
  await third.goto(link)
  await expectEnd(third, HEADING, CODES.COMPLETED)
  await third.context().close()
})

test('no byte that is sent before the end has a code or the address that leads back', async ({
  browser,
  complaints,
}) => {
  const crowd = await makeCrowd({ pairs: 2 })
  const { page, received, close } = await openRecorded(browser, complaints)
  await playPlatform(page)
  await page.goto(crowd.linkOf('p-bytes'))
  await page.getByRole('button', { name: 'Begin' }).click()
  await judgeTies(page, { to: 2 })
  const secrets = [...Object.values(CODES), 'app.prolific.com', 'submissions/complete']
  expect(received.length).toBeGreaterThan(10)
  expect(leaks(received, [...secrets, 'p-bytes'])).toEqual([])
  await page.getByRole('button', { name: 'Finish' }).click()
  await expectEnd(page, HEADING, CODES.COMPLETED)
  // The same search finds it where it is; the other codes and who they are it finds nowhere.
  await expect.poll(() => leaks(received, [CODES.COMPLETED]).length).toBeGreaterThan(0)
  expect(leaks(received, [CODES.FULL, CODES.SCREENED_OUT, 'p-bytes'])).toEqual([])
  await close()
})

test('who does not agree is told how to go back, and stays so', async ({ phone }) => {
  const crowd = await makeCrowd({ design: { consent: 'It takes an hour.' } })
  await phone.goto(crowd.linkOf('p-no'))
  await phone.getByRole('button', { name: 'I do not agree' }).click()
  await expectEnd(phone, 'You did not agree', CODES.NO_CONSENT)
  await phone.goto(crowd.linkOf('p-no'))
  await expectEnd(phone, 'You did not agree', CODES.NO_CONSENT)
  expect(await db.annotator.count({ where: { studyId: crowd.studyId } })).toBe(0)
})

test('a link that was not opened from the platform says what is missing, and nothing that it held stays', async ({
  phone,
}) => {
  const crowd = await makeCrowd()
  for (const [query, told] of [
    ['?PROLIFIC_PID={{%25PROLIFIC_PID%25}}&SESSION_ID=1', 'in the place of PROLIFIC_PID it has only a placeholder'],
    ['?PROLIFIC_PID=p-odd', 'it has no SESSION_ID'],
    ['?PROLIFIC_PID=p%20odd&SESSION_ID=1', 'PROLIFIC_PID cannot be an id'],
    ['', 'for people who come from Prolific'],
  ] as const) {
    await phone.context().clearCookies()
    await phone.goto(crowd.home + query)
    await expect(phone).toHaveURL(crowd.home)
    await expect(phone.getByText(told)).toBeVisible()
  }
  await phone.goto('/r/AAAAAAAAAAAAAAAAAAAAAA?PROLIFIC_PID=p&SESSION_ID=1')
  await expect(phone.getByRole('heading', { name: 'This link leads nowhere' })).toBeVisible()
  expect(await db.participation.count({ where: { studyId: crowd.studyId } })).toBe(0)
})
