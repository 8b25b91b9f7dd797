import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from './chromium.mjs'

/*
 * Takes the README's pictures from the running app: `npm start`, then
 * `EVENHAND_ADMIN_EMAIL=… EVENHAND_ADMIN_PASSWORD=… npm run screenshots`.
 */
const address = process.env.NEXTAUTH_URL ?? `http://localhost:${process.env.PORT ?? 3000}`
const folder = path.resolve(import.meta.dirname, '../docs/images')
const executablePath = await findChromium((line) => console.log(line))
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args })
const page = await browser.newPage({
  viewport: { width: 1280, height: 860 },
  deviceScaleFactor: 2,
  colorScheme: 'light',
})
await mkdir(folder, { recursive: true })

await page.goto(`${address}/sign-in`)
await page.getByLabel('E-mail').fill(process.env.EVENHAND_ADMIN_EMAIL ?? '')
await page.getByLabel('Password').fill(process.env.EVENHAND_ADMIN_PASSWORD ?? '')
await page.getByRole('button', { name: 'Sign in' }).click()

await page.getByRole('link', { name: 'LIMA (2023), published figures' }).click()
await page.getByRole('link', { name: 'Results', exact: true }).click()
await page
  .locator('figure')
  .first()
  .screenshot({ path: path.join(folder, 'figure-1.png') })

await page.goto(address)
await page
  .getByRole('link', { name: /judging$/ })
  .first()
  .click()
await page.getByRole('button', { name: 'Answer A is significantly better' }).waitFor()
await page.screenshot({ path: path.join(folder, 'judging.png') })

await browser.close()
console.log(`Wrote figure-1.png and judging.png to ${folder}`)
