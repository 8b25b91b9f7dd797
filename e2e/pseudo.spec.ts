import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { createAnnotatorInvite } from '@/lib/people/create-invite'
import { makeCrowd, playPlatform } from './crowd-fixture'
import { expect, pressUntil, test, verdictButton } from './desk-fixture'
import { expectThroughMessages } from './pseudo'

test.use({ locale: 'fr-FR', viewport: { width: 390, height: 844 } })

/** Begins as messages do that are made up. */
const said = (begin: string) => new RegExp(`^⟦${begin}`)

test('every word of the desk goes through messages, and none is too long for a phone', async ({ page, sitDown }) => {
  const { studyId } = await sitDown({
    pairs: 2,
    practice: true,
    design: { consent: 'It takes an hour.', instructions: 'Read both.', rationale: 'OPTIONAL' },
  })
  const { title } = await db.study.findUniqueOrThrow({ where: { id: studyId } })
  const check = (state: string) => expectThroughMessages(page, state, [title])
  await check('consent')
  await page.getByRole('button', { name: said('Î ågréé') }).click()
  await expect(verdictButton(page)).toBeEnabled()
  await check('practice')
  for (const [key, name] of [
    ['?', 'Kéýs'],
    ['h', 'Ýöûr vérdîçts'],
    ['i', 'Îñstrûçtîöñs'],
  ] as const) {
    await pressUntil(page, key, () => page.getByRole('dialog', { name: said(name) }).isVisible())
    await expect(page.getByText(said('Öñé mömént'))).toHaveCount(0)
    await check(name)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await page.getByRole('button', { name: said('Dîsplåý') }).click()
  await check('display')
  await page.keyboard.press('Escape')
  await pressUntil(page, 'x', () => page.getByRole('button', { name: said('Çåñçél') }).isVisible())
  await check('cannot judge')
  await page.keyboard.press('Escape')
  await pressUntil(page, 'r', () => page.getByLabel(said('Ýöûr réåsöñ')).isVisible())
  await check('reason')
  await page.keyboard.press('Escape')
  await pressUntil(page, '1', () => page.getByRole('button', { name: said('Gö öñ') }).isVisible())
  await check('what was expected')
  await page.getByRole('button', { name: said('Gö öñ') }).click()
  await expect(verdictButton(page)).toBeEnabled()
  await page.getByRole('button', { name: said('Påûsé') }).click()
  await check('pause')
  await page.getByRole('button', { name: said('Gö öñ') }).click()
  await pressUntil(page, '1', () => page.getByRole('heading', { name: said('Döñé. Thåñk ýöû') }).isVisible())
  await check('done')
})

test('every word around the desk goes through messages', async ({ page, sitDown, complaints }) => {
  const { studyId, researcher, userId } = await sitDown({ pairs: 2, design: { consent: 'It takes an hour.' } })
  const { name, email } = await db.user.findUniqueOrThrow({ where: { id: userId } })
  const check = (state: string) => expectThroughMessages(page, state, [name, email ?? ''])
  await page.goto('/')
  await check('home')
  await page.goto('/account')
  await check('account')
  await page.goto('/annotate/00000000-0000-4000-8000-000000000000')
  await check('not found')
  const { token } = await createAnnotatorInvite(await authorizeActor(researcher, studyId, 'annotators:manage'), {
    ...{ studyId, capacity: 1, days: 1 },
    groupId: (await db.annotatorGroup.findFirstOrThrow({ where: { studyId } })).id,
  })
  await page.goto(`/join/${token}`)
  await check('an invitation, signed in')
  await page.context().clearCookies()
  await page.goto(`/join/${token}`)
  await check('an invitation: terms')
  await page.getByRole('button', { name: said('Î ågréé') }).click()
  await page.getByLabel(said('Nåmé')).fill('Ines')
  await page.getByLabel(said('É-måîl')).fill('ines')
  await page.getByLabel(said('Påsswörd')).fill('short')
  await page.getByRole('button', { name: said('Måké åñ åççöûñt') }).click()
  await expect(page.getByText(said('Sömé fîélds ñééd'))).toBeVisible()
  await check('an invitation, filled in wrongly')
  await page.goto('/join/nothing')
  await check('no invitation')
  await page.goto('/sign-in')
  await check('sign-in')
  await page.goto('/reminders/nothing')
  await check('reminders')
  // Pages that are not there.
  expect(complaints.splice(0).every((text) => text.includes('404'))).toBe(true)
})

test('every word of a crowd link goes through messages', async ({ page }) => {
  const crowd = await makeCrowd({ pairs: 1, design: { consent: 'It takes an hour.' } })
  await playPlatform(page)
  const check = (state: string) => expectThroughMessages(page, state, ['Prolific'])
  await page.goto(crowd.home)
  await check('opened elsewhere')
  await page.goto('/r/nothing')
  await check('a link of nothing')
  await page.goto(crowd.linkOf('pseudo'))
  await check('the start')
  await page.getByRole('button', { name: said('Î ågréé') }).click()
  await expect(verdictButton(page)).toBeEnabled()
  await pressUntil(page, '1', () => page.getByRole('button', { name: said('Fîñîsh') }).isVisible())
  await check('the last step')
  await page.getByRole('button', { name: said('Fîñîsh') }).click()
  await page.getByRole('button', { name: said('Ståý héré') }).click()
  await check('the end')
})
