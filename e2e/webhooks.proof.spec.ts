import { authorizeActor } from '@/lib/auth/access'
import { setStatus } from '@/lib/studies/set-status'
import { makeOpenStudy } from '@/lib/testing/fixtures'
import { receipts, startReceiver } from '@/lib/testing/receiver'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'

test('a webhook is made, tested, told what happens, mended after a failure, and deleted', async ({ page, signIn }) => {
  const { studyId, researcher } = await makeOpenStudy()
  const receiver = await startReceiver()
  await signIn(page, researcher.id)
  await page.goto('/account')
  await page.getByRole('link', { name: 'Your webhooks' }).click()
  await page.getByLabel('Who is told').fill('Our channel')
  await page.getByLabel('Address').fill('http://10.0.0.1/hook')
  await page.getByRole('button', { name: 'Make a webhook' }).click()
  await expect(page.getByText('The address has to begin with https://.')).toBeVisible()
  await page.getByLabel('Address').fill(receiver.url)
  await page.getByRole('checkbox', { name: 'A study was paused' }).check()
  await page.getByRole('button', { name: 'Make a webhook' }).click()
  await expect(page.getByLabel('Secret', { exact: true })).toHaveValue(/^whsec_.{44}$/)
  await expectAccessible(page, 'webhooks')
  await page.getByRole('link', { name: 'Our channel' }).click()
  await page.getByRole('button', { name: 'Send a test' }).click()
  const row = (name: string) => page.getByRole('row', { name })
  const reloadUntil = async (name: string, state: string) =>
    expect(async () => {
      await page.reload()
      await expect(row(name)).toContainText(state, { timeout: 1000 })
    }).toPass()
  await reloadUntil('webhook.test', 'arrived')
  await page.getByText('200', { exact: true }).click()
  await expect(page.getByText('Thanks.')).toBeVisible()
  receiver.follow(receipts.says(410))
  await setStatus(await authorizeActor(researcher, studyId, 'study:run'), 'pause')
  await reloadUntil('study.paused', 'again')
  await expect(page.getByText('its receiver says that it is gone', { exact: false })).toBeVisible()
  await expectAccessible(page, 'webhook')
  await page.getByRole('button', { name: 'Switch on' }).click()
  await page.getByRole('button', { name: 'New secret…' }).click()
  await page.getByRole('button', { name: 'Make a new secret' }).click()
  await expect(page.getByLabel('Secret', { exact: true })).toHaveValue(/^whsec_.{44}$/)
  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('button', { name: 'Delete the webhook' }).click()
  await expect(page.getByText('None yet.')).toBeVisible()
  await receiver.stop()
})
