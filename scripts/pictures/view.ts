import type { Page } from '@playwright/test'
import type { Language } from '@/lib/i18n/languages'

/** A screen in a state: whose it is (a name of the world; none: nobody signed in), its address, and what is done there. */
export type View = {
  name: string
  who?: string
  path: string
  act?: (page: Page) => Promise<unknown>
  /** Where it is not English. */
  language?: Language
  /** On paper, and in colours that the system chooses, besides. */
  media?: true
}

/** Presses the first button of this name. */
export const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()

/** Unfolds all that is folded away. */
export const openAll = (page: Page) =>
  page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true
  })
