import { expect, type Page } from '@playwright/test'

/** What stands on annotators' pages without being said by us: the product's name, and that of the sign-on provider. */
const NAMES = ['Evenhand', 'Example ID']

/**
 * Expects that all words on a page went through messages, of which the browser tests' server has marked ones in French, or are
 * somebody's own, in an element with `dir="auto"`; and that nothing is wider than a phone.
 * @param names of people, which stand as they are
 */
export async function expectThroughMessages(page: Page, state: string, names: string[] = []): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
  await expect.poll(() => marked(page), { message: `${state} has words` }).toBeGreaterThan(1)
  expect(await unmarked(page, [...NAMES, ...names]), `${state} has words that went through no messages`).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${state} scrolls sideways`).toBeLessThanOrEqual(0)
}

function marked(page: Page): Promise<number> {
  return page.evaluate(() => document.body.innerText.split('⟦').length - 1)
}

/** Words that are read or heard and stand outside the marks. */
function unmarked(page: Page, names: string[]): Promise<string[]> {
  return page.evaluate((known) => {
    const texts: string[] = [document.title.replace(/⟦[^⟦⟧]*⟧ · /, '')]
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      // A language is named in its own words, a key by what is printed on it.
      if (element?.closest('script, style, template, [dir=auto], .md, kbd, code, option[lang]')) continue
      if (element?.checkVisibility()) texts.push(node.textContent ?? '')
    }
    for (const element of document.body.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
      if (element.checkVisibility() && !element.closest('.md'))
        for (const name of ['aria-label', 'placeholder', 'title', 'alt']) texts.push(element.getAttribute(name) ?? '')
    const outside = (text: string): string => {
      const shorter = text.replaceAll(/⟦[^⟦⟧]*⟧/g, '')
      return shorter === text ? text : outside(shorter)
    }
    return texts
      .map((text) => outside(text).trim())
      .filter((text) => /\p{L}{2,}/u.test(known.reduce((rest, name) => rest.replaceAll(name, ''), text)))
  }, names)
}
