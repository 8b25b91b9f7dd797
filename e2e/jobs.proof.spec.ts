import { db } from '@/lib/db/client'
import { enqueue } from '@/lib/jobs/queue'
import { openingJob } from '@/lib/studies/opening-job'
import { makeActor, makeDraft } from '@/lib/testing/fixtures'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'

test('an admin sees why a job failed, and begins it again by keyboard once it is mended', async ({ page, signIn }) => {
  const { studyId, researcher, promptSet } = await makeDraft({ prompts: 2, design: { title: 'Lacks a response' } })
  const lost = await db.systemResponse.findFirstOrThrow({ where: { promptSetId: promptSet.id } })
  await db.systemResponse.delete({ where: { id: lost.id } })
  await db.$transaction((tx) => enqueue(tx, openingJob, { studyId, actorId: researcher.id }, studyId))
  await signIn(page, (await makeActor('ADMIN')).id)
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto('/')
  await page.getByRole('link', { name: 'Jobs', exact: true }).click()
  await expect(page).toHaveURL(/\/admin\/jobs$/)
  const failed = page
    .getByRole('region', { name: 'Failed', exact: true })
    .getByRole('row', { name: /^Opening.*Lacks a response/ })
  await expect(async () => {
    await page.reload()
    await expect(failed).toContainText('The study cannot open yet', { timeout: 1000 })
  }).toPass()
  await expectAccessible(page, page.url())

  const { id, promptSetId, promptId, systemId, digest } = lost
  const messages = [{ role: 'assistant', content: 'Back.' }]
  await db.systemResponse.create({ data: { id, promptSetId, promptId, systemId, digest, messages } })
  await failed.getByRole('button', { name: 'Try again…' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  const ended = page
    .getByRole('region', { name: 'Ended lately' })
    .getByRole('row', { name: /^Opening.*Lacks a response/ })
  await expect(ended).toContainText('Begun 2 times')
  expect(await db.study.findUniqueOrThrow({ where: { id: studyId } })).toMatchObject({ status: 'OPEN' })
})

test('a job under way is cancelled, and nothing of it stands', async ({ page, signIn }) => {
  const { studyId, researcher } = await makeDraft({ prompts: 2, design: { title: 'Held up' } })
  await signIn(page, (await makeActor('ADMIN')).id)
  await db.$transaction(
    async (tx) => {
      // The opening waits for this row.
      await tx.$executeRaw`SELECT FROM "Study" WHERE id = ${studyId}::uuid FOR UPDATE`
      await db.$transaction((other) => enqueue(other, openingJob, { studyId, actorId: researcher.id }, studyId))
      await page.goto('/admin/jobs')
      const row = page.getByRole('region', { name: 'Waiting and under way' }).getByRole('row', { name: /Held up/ })
      await expect(row).toContainText('Under way since')
      await row.getByRole('button', { name: 'Cancel…' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel the job' }).click()
      const ended = page.getByRole('region', { name: 'Ended lately' }).getByRole('row', { name: /Held up/ })
      await expect(ended).toContainText('Cancelled on')
    },
    { timeout: 60_000 },
  )
  await expect.poll(() => db.jobRun.count()).toBe(0)
  expect(await db.study.findUniqueOrThrow({ where: { id: studyId } })).toMatchObject({ status: 'DRAFT' })
})
