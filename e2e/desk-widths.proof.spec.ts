import type { Page } from '@playwright/test'
import type { Message } from '@/lib/prompts/messages'
import { expect, pressUntil, question, test, verdictButton } from './desk-fixture'

const WIDTHS = [320, 390, 768, 1440]
const FRAMING =
  'Imagine that you ask an expert the question below, and that both answers come back. Which one helps you more?'

/**
 * The instrument as somebody sees it, text by text: what is hidden, clipped or out of the window's width is missing. Keys
 * on buttons are left out; so are other pairs and the tools.
 */
function seenText(page: Page): Promise<string[]> {
  return page.locator('[data-desk]').evaluate((desk) => {
    const parts =
      '[data-part=question], [data-answer] h2, [data-answer] .md, #verdict, [data-part=consent], [data-part=practice], [data-part=cover], dialog[open] .md'
    const isSeen = (node: Text) => {
      const element = node.parentElement
      if (!element?.closest(parts) || element.closest('kbd, [data-part=act], [data-part=tools], .copy, .sr-only'))
        return false
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false
      const range = document.createRange()
      range.selectNodeContents(node)
      return [...range.getClientRects()].every((box) => {
        if (box.width < 1 || box.left < 0 || box.right > window.innerWidth) return false
        for (let up: Element | null = element; up && up !== desk; up = up.parentElement) {
          const frame = up.getBoundingClientRect()
          if (
            getComputedStyle(up).overflowX !== 'visible' &&
            (box.left < frame.left - 1 || box.right > frame.right + 1)
          )
            return false
        }
        return true
      })
    }
    const walker = document.createTreeWalker(desk, NodeFilter.SHOW_TEXT)
    const seen: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = (node.textContent ?? '').replace(/\s+/g, ' ').trim()
      if (text && isSeen(node as Text)) seen.push(text)
    }
    return seen
  })
}

test('nothing of the instrument depends on the width: what is read is the same from 320 to 1440 px', async ({
  page,
  sitDown,
}) => {
  test.setTimeout(240_000)
  const criteria = [
    question('Which answer is better, all things considered?', 'SEVEN'),
    question('Which is safer?', 'FIVE'),
  ]
  const instructions = '# How to judge\n\nRead **both** answers to their end.\n\n1. Facts first.\n2. Then style.'
  const design = {
    framing: FRAMING,
    criteria,
    instructions,
    consent: 'It takes **an hour**.',
    rationale: 'REQUIRED',
  } as const
  await sitDown({ pairs: 2, practice: true, design: { ...design, warnedCategories: ['odd'] } })
  const sameAtAllWidths = async (...words: string[]) => {
    const seen: string[][] = []
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 })
      seen.push(await seenText(page))
    }
    for (const text of words) expect(seen[0]?.join(' ')).toContain(text)
    for (const other of seen.slice(1)) expect(other).toEqual(seen[0])
  }
  const labels = criteria.map(({ labels: all }) => Object.values(all))

  await expect(page.getByRole('heading', { name: 'Before you begin' })).toBeVisible()
  await sameAtAllWidths('Before you begin', 'an hour')
  await page.getByRole('button', { name: 'I agree, begin' }).click()
  const first = verdictButton(page, 'Answer A is much better')
  await expect(first).toBeEnabled()
  const everything = [FRAMING, 'Question 1', 'Answer A', 'Answer B', criteria[0]?.question ?? '']
  const options = (nth: number) => (labels[nth] ?? []).map((label) => label.replace(/^(Answer [AB]|Neither|Both) /, ''))
  await sameAtAllWidths('Practice: this pair is not counted.', ...everything, ...options(0))
  await pressUntil(page, 'i', () => page.getByRole('dialog').isVisible())
  await sameAtAllWidths('Read', 'both', 'Facts first.', 'Then style.')
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 320, height: 800 })
  await first.click()
  await expect(page.getByText('Question 2 of 2')).toBeVisible()
  await sameAtAllWidths('Which is safer?', ...options(1))
  // For a moment after a question has come presses are for the one before.
  await expect(async () => {
    await page.locator('#verdict [role=group] button').first().click()
    await expect(page.getByLabel(/Your reason/)).toBeVisible({ timeout: 500 })
  }).toPass()
  await sameAtAllWidths('This study asks for a reason with each verdict')
  await page.getByLabel(/Your reason/).fill('Because.')
  await page.getByRole('button', { name: /Send the verdict/ }).click()
  await expect(page.getByRole('button', { name: /Go on/ })).toBeEnabled()
  await sameAtAllWidths('Practice: another verdict was expected', 'the same', FRAMING)
  await page.getByRole('button', { name: /Go on/ }).click()
  await expect(page.getByRole('region', { name: 'Content warning' })).toBeVisible()
  await sameAtAllWidths('Content warning')
})

test('Display leads to one’s own verdicts, which stay open: by mouse, by keys and by touch', async ({
  browser,
  page,
  sitDown,
}) => {
  const { studyId } = await sitDown({ pairs: 3 })
  await expect(verdictButton(page)).toBeEnabled()
  await pressUntil(page, '1', () => page.getByText('2 of 3', { exact: true }).isVisible())
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible()
  const context = await browser.newContext({
    ...{ baseURL: process.env.NEXTAUTH_URL ?? '', viewport: { width: 390, height: 844 } },
    ...{ hasTouch: true, isMobile: true, storageState: await page.context().storageState() },
  })
  const phone = await context.newPage()
  await phone.goto(`/annotate/${studyId}`)
  await expect(verdictButton(phone)).toBeEnabled()
  const ways = [
    [page, 'click'],
    [phone, 'tap'],
  ] as const
  for (const [desk, press] of ways) {
    const history = desk.getByRole('dialog', { name: 'Your verdicts' })
    await desk.getByRole('button', { name: 'Display' })[press]()
    await desk.getByRole('dialog', { name: 'Display' }).getByRole('button', { name: 'Your verdicts' })[press]()
    await expect(history.getByRole('listitem')).toHaveCount(1)
    // The event of the sheet that closed has come by now.
    await expect(desk.getByRole('dialog')).toHaveCount(1)
    await expect(history).toBeVisible()
    await history.getByRole('button', { name: 'Look again' })[press]()
    await expect(desk.getByText('You gave this verdict before', { exact: false })).toBeVisible()
    await expect(desk.getByRole('dialog')).toHaveCount(0)
    await desk.getByRole('button', { name: 'Display' })[press]()
    await desk.keyboard.press('Escape')
    await expect(desk.getByRole('dialog')).toHaveCount(0)
  }
  await context.close()
})

const said = (content: string): Message[] => [{ role: 'assistant', content }]

test('Copy covers no code, and a formula has the font we ship, fetched only where there is one', async ({
  browser,
  sitDown,
}) => {
  const fonts = (seen: Page) => {
    const asked: string[] = []
    seen.on('request', (request) => /math-\w+\.\w*\.?woff2/.test(request.url()) && asked.push(request.url()))
    return asked
  }
  const plain = await sitDown({
    pairs: 1,
    answers: [said('```\nnpm run build\n```'), said(`\`\`\`\n${'x = 1; '.repeat(40)}\n\`\`\``)],
  })
  const context = await browser.newContext({
    ...{ baseURL: process.env.NEXTAUTH_URL ?? '', viewport: { width: 390, height: 844 } },
    ...{ hasTouch: true, isMobile: true, storageState: await plain.page.context().storageState() },
  })
  const phone = await context.newPage()
  const none = fonts(phone)
  await phone.goto(`/annotate/${plain.studyId}`)
  await expect(phone.getByRole('button', { name: 'Copy' })).toHaveCount(2)
  for (const desk of [phone, plain.page]) {
    const apart = await desk.locator('.code').evaluateAll((frames) =>
      frames.map((frame) => {
        const code = frame.querySelector('pre')?.getBoundingClientRect()
        const copy = frame.querySelector('.copy')?.getBoundingClientRect()
        return (copy?.left ?? 0) >= (code?.right ?? Number.POSITIVE_INFINITY)
      }),
    )
    expect(apart).toEqual([true, true])
  }
  const mathFonts = (seen: Page) =>
    seen.evaluate(async () => {
      await document.fonts.ready
      return [...document.fonts].filter(({ family }) => family.includes('STIX')).map(({ status }) => status)
    })
  expect(await mathFonts(phone)).toEqual(['unloaded', 'unloaded'])
  expect(none).toEqual([])
  await context.close()

  const { page } = await sitDown({
    pairs: 1,
    answers: [said('It is $x^2 + \\sum_{i=1}^n \\alpha_i$.'), said('So be it.')],
  })
  await expect(verdictButton(page)).toBeEnabled()
  await expect.poll(() => mathFonts(page)).toEqual(['loaded', 'unloaded'])
  const used = await page
    .locator('math')
    .first()
    .evaluate((math) => getComputedStyle(math).fontFamily)
  expect(used).toMatch(/^"?STIX Two Math/)
})
