import type { Locator, Page } from '@playwright/test'
import { enrolPeople, makeActor, makeOpenStudy } from '@/lib/testing/fixtures'
import { expect } from './fixtures'

type Sign = (page: Page, userId: string) => Promise<void>

/** Whether something stands inside the window, also within whatever scrolls around it. */
async function expectInSight(page: Page, what: Locator, name: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0
  await expect(async () => {
    const box = await what.boundingBox()
    expect(box, name).not.toBeNull()
    expect(box?.x ?? -1, `${name}, left edge`).toBeGreaterThanOrEqual(0)
    expect((box?.x ?? 0) + (box?.width ?? 0), `${name}, right edge of ${width}`).toBeLessThanOrEqual(width)
    expect(box?.width ?? 0, name).toBeGreaterThan(0)
  }).toPass()
}

/** At a width: the site’s places, the tab one is on, and what can be done about people are in sight. */
export async function expectWaysOut(page: Page, signIn: Sign, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 800 })
  const { studyId } = await makeOpenStudy()
  const [person] = await enrolPeople(studyId, 1)
  await signIn(page, (await makeActor('ADMIN', 'Somebody with quite a long name to show')).id)
  const tabs = {
    design: 'Design',
    items: 'Items',
    annotators: 'Annotators',
    agreement: 'Agreement',
    export: 'Export',
  }
  for (const [path, name] of Object.entries(tabs)) {
    await page.goto(`/studies/${studyId}/${path}`)
    await expectInSight(
      page,
      page.getByRole('navigation', { name: 'Study' }).getByRole('link', { name }),
      `tab ${name}`,
    )
    const header = page.getByRole('banner')
    for (const place of ['Prompt sets', 'People', 'Studies', 'Somebody with'])
      await expectInSight(page, header.getByRole('link', { name: place }), `${place} in the header`)
  }
  await page.goto(`/studies/${studyId}/annotators`)
  const row = page.getByRole('row').filter({ hasText: person?.annotator.code ?? '' })
  for (const act of ['Remove…', 'Exclude from results…'])
    await expectInSight(page, row.getByRole('button', { name: act }), act)
  // A window that is made narrower, or a phone that is turned, keeps the tab in sight.
  await page.goto(`/studies/${studyId}/export`)
  await page.setViewportSize({ width: 320, height: 800 })
  await expectInSight(
    page,
    page.getByRole('navigation', { name: 'Study' }).getByRole('link', { name: 'Export' }),
    'turned',
  )
}
