import { hashPassword } from '@/lib/auth/password'
import { db } from '@/lib/db/client'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { MailServer } from '@/lib/testing/mail-server'
import { expect, test } from './fixtures'

const PASSWORD = 'a quiet harbour'

// One after the other: there is one mail server.
test('mail: an invitation, a forgotten password, a link to sign in, a reminder and no more of them', async ({
  page,
  signIn,
  browser,
}) => {
  const server = new MailServer()
  await server.start(Number(new URL(process.env.SMTP_URL ?? '').port))
  const linkTo = async (email: string, path: RegExp) => {
    const find = () => path.exec(server.arrived.filter(({ to }) => to === email).at(-1)?.text ?? '')?.[0] ?? ''
    await expect.poll(find).not.toBe('')
    return find()
  }
  try {
    const { studyId, researcher } = await makeOpenStudy({ prompts: 4 })
    const [annotator] = await enrolPeople(studyId, 1)
    if (!annotator) throw new Error('somebody is missing')
    const { email } = await db.user.update({
      where: { id: annotator.actor.id },
      data: { passwordHash: await hashPassword(PASSWORD) },
    })

    await test.step('a researcher invites by mail, and reminds', async () => {
      await signIn(page, researcher.id)
      await page.goto(`/studies/${studyId}/annotators`)
      await page.getByText('Send invitations by mail').click()
      await page.getByLabel('E-mails').fill('no e-mail at all')
      await page.getByRole('button', { name: 'Send invitations' }).click()
      await expect(page.getByText('Give an e-mail such as', { exact: false })).toBeVisible()
      await page.getByLabel('E-mails').fill('new.person@example.org')
      await page.getByRole('button', { name: 'Send invitations' }).click()
      await expect(page.getByText('1 mail is on the way.')).toBeVisible()
      await page.getByRole('button', { name: 'Send reminders' }).click()
      await expect(page.getByText('1 reminder is on the way.')).toBeVisible()
    })

    await test.step('the invited person joins by the link in it', async () => {
      const link = await linkTo('new.person@example.org', /\/join\/[\w-]+/)
      const context = await browser.newContext({ baseURL: process.env.NEXTAUTH_URL })
      const other = await context.newPage()
      await other.goto(link)
      await expect(other.getByRole('button', { name: 'Make an account and join' })).toBeVisible()
      await context.close()
    })

    await page.context().clearCookies()
    await test.step('another password by mail: whoever only opens the link changes nothing', async () => {
      await page.goto('/sign-in')
      await page.getByRole('link', { name: 'Forgot your password?' }).click()
      await page.getByLabel('E-mail').fill(email ?? '')
      await page.getByRole('button', { name: 'Send a link to choose another password' }).click()
      await expect(page.getByText('If there is an account with this e-mail', { exact: false })).toBeVisible()
      const link = await linkTo(email ?? '', /\/sign-in\/link\/[\w-]+/)
      await page.goto(link)
      await page.goto(link)
      await page.getByLabel('New password').fill('password1234')
      await page.getByRole('button', { name: 'Save and sign in' }).click()
      await expect(page.getByText('too easy to guess', { exact: false })).toBeVisible()
      await page.getByLabel('New password').fill('twelve brass spoons')
      await page.getByRole('button', { name: 'Save and sign in' }).click()
      await page.waitForURL((url) => url.pathname === '/')
      await page.goto('/account')
      await expect(page.getByText(`${email}, annotator`)).toBeVisible()
      await page.context().clearCookies()
      await page.goto(link)
      await expect(page.getByRole('heading', { name: 'This link is over' })).toBeVisible()
    })

    await test.step('a link to sign in, in Korean', async () => {
      await page.setExtraHTTPHeaders({ 'accept-language': 'ko' })
      await page.goto('/sign-in/link')
      await page.getByLabel('이메일').fill(email ?? '')
      await page.getByRole('button', { name: '로그인 링크 받기' }).click()
      await expect(page.getByText('곧 메일이 도착합니다', { exact: false })).toBeVisible()
      await expect.poll(() => server.arrived.at(-1)?.header('Subject')).toMatch(/로그인 링크$/)
      await page.goto(await linkTo(email ?? '', /\/sign-in\/link\/[\w-]+/))
      await page.getByRole('button', { name: '로그인', exact: true }).click()
      await page.waitForURL((url) => url.pathname === '/')
      await page.setExtraHTTPHeaders({})
    })

    await test.step('no more reminders, by the link in one', async () => {
      const reminder = server.arrived.find(({ to, text }) => to === email && text.includes('/reminders/'))
      const link = /\/reminders\/[\w.-]+/.exec(reminder?.text ?? '')?.[0] ?? ''
      await page.context().clearCookies()
      await page.goto(link)
      await page.getByRole('button', { name: 'No more reminders' }).click()
      await expect(page.getByText('You get no more reminders', { exact: false })).toBeVisible()
      expect((await db.user.findUniqueOrThrow({ where: { email: email ?? '' } })).remindersOffAt).not.toBeNull()
      await db.user.update({ where: { email: email ?? '' }, data: { remindersOffAt: null } })
      const answer = await page.request.post(`/api${link}`, { form: { 'List-Unsubscribe': 'One-Click' } })
      expect(answer.status()).toBe(204)
      expect((await db.user.findUniqueOrThrow({ where: { email: email ?? '' } })).remindersOffAt).not.toBeNull()
    })
  } finally {
    await server.stop()
  }
})
