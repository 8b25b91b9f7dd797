import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { findChromium } from '../chromium.mjs'
import { ARGS } from './compare'
import { serveOver } from './serve'
import { signedInAs } from './signed-in-as'
import type { View } from './view'
import { viewsOf } from './views'
import { type World, worldFile } from './world'

/** What tells the hour is the only thing that is not the same in two runs. */
const STILL = `time, [data-printed], input[readonly] { color: transparent !important }
  * { caret-color: transparent !important; animation: none !important; transition: none !important }`
/** Pages that hang are pictures missing, not a run that ends. */
const PATIENCE = 20_000

/** Where to, of which data and views, at which widths in pixels, in which themes. */
type Wish = { folder: string; data: string; only: string[]; widths: number[]; themes: ('light' | 'dark')[] }

/** Takes all pictures whose view's name has one of the words in `only` into `folder`, over the data in `data`. */
export async function takePictures({ folder, data, only, widths, themes }: Wish): Promise<void> {
  await mkdir(folder, { recursive: true })
  const served = await serveOver(data)
  const world = JSON.parse(await readFile(worldFile(data), 'utf8')) as World
  const browser = await chromium.launch({ executablePath: (await findChromium(console.log)) ?? undefined, args: ARGS })
  try {
    for (const view of viewsOf(world).filter(({ name }) => only.some((word) => name.includes(word))))
      await takeView(browser, view, { folder, address: served.address, world, widths, themes }).catch((error) => {
        console.error(`${view.name}: ${error}`)
        process.exitCode = 1
      })
  } finally {
    await browser.close()
    await served.stop()
  }
}

type Where = Pick<Wish, 'folder' | 'widths' | 'themes'> & { address: string; world: World }

async function takeView(browser: Browser, view: View, { folder, address, world, ...looks }: Where): Promise<void> {
  const context = await browser.newContext({ baseURL: address, reducedMotion: 'reduce', bypassCSP: true })
  context.setDefaultTimeout(PATIENCE)
  if (view.who) await context.addCookies([await signedInAs(world[view.who] ?? '', address)])
  if (view.language) await context.addCookies([{ name: 'evenhand-language', value: view.language, url: address }])
  const page = await context.newPage()
  try {
    await page.setViewportSize({ width: looks.widths[0] ?? 1440, height: 900 })
    await page.goto(view.path)
    await page.waitForLoadState('networkidle')
    await view.act?.(page)
    await page.waitForLoadState('networkidle')
    await shootAll(page, view, looks, path.join(folder, view.name))
  } finally {
    await context.close()
  }
}

type Looks = Pick<Wish, 'widths' | 'themes'>

async function shootAll(page: Page, { media }: View, { widths, themes }: Looks, file: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme })
      await shoot(page, `${file}-${width}-${colorScheme}.png`)
    }
  }
  if (!media || themes.length < 2) return
  await page.setViewportSize({ width: 1024, height: 900 })
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' })
  await shoot(page, `${file}-forced.png`)
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', media: 'print' })
  await shoot(page, `${file}-print.png`)
}

async function shoot(page: Page, file: string): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.screenshot({ path: file, fullPage: true, animations: 'disabled', caret: 'hide', style: STILL })
}
