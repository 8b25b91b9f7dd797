import type { Locator, Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { db } from '@/lib/db/client'
import { FIGURE_FORMATS, type FigureEnding } from '@/lib/figures/files/formats'
import { fileStem } from '@/lib/http/stream'
import { expect } from './fixtures'
import type { Shown } from './shown-figures'

/** What tells a figure's numbers; that each is drawn as every other kind of file is for proofs. */
export const TOLD = ['svg', 'csv', 'txt'] as const satisfies readonly FigureEnding[]

/** What the files of a study's figures are called. */
export async function stemOf(studyId: string): Promise<string> {
  return fileStem((await db.study.findUniqueOrThrow({ where: { id: studyId } })).title)
}

const TYPES: Record<FigureEnding, RegExp> = {
  svg: /^image\/svg\+xml/,
  png: /^image\/png$/,
  pdf: /^application\/pdf$/,
  csv: /^text\/csv/,
  tex: /^application\/x-tex/,
  txt: /^text\/plain/,
}

const BEGINS: Record<FigureEnding, RegExp> = {
  svg: /^<svg [^>]*xmlns=/,
  png: /^.PNG\r\n/,
  pdf: /^%PDF-1\./,
  csv: /^study,study_id,origin,/,
  tex: /^% needs .*\n(% .*\n)?(\{.*\n)?\\begin\{(long)?table\}/,
  txt: /^[A-Z][^.]+\. /,
}

/** Fetches files of a figure by its own links; each has to be of its kind, and called after study and figure. */
export async function fetchFiles<Ending extends FigureEnding>(
  page: Page,
  figure: Locator,
  { stem, endings }: { stem: string; endings: readonly Ending[] },
): Promise<Record<Ending, string>> {
  const fetched = endings.map(async (ending): Promise<[Ending, string]> => {
    const link = figure.getByRole('link', { name: FIGURE_FORMATS[ending].label, exact: true })
    const href = (await link.getAttribute('href')) ?? ''
    // A connection that is kept may be closed by the server at the moment it is used again.
    const answer = await page.request.get(href, { maxRetries: 3 })
    const what = `${stem}.${ending}`
    expect(answer.status(), what).toBe(200)
    expect(answer.headers()['content-type'], what).toMatch(TYPES[ending])
    expect(answer.headers()['content-disposition'], what).toBe(`attachment; filename="${what}"`)
    const isText = ending !== 'png' && ending !== 'pdf'
    const content = (await answer.body()).toString(isText ? 'utf8' : 'latin1')
    expect(content.length, what).toBeGreaterThan(100)
    expect(content, what).toMatch(BEGINS[ending])
    return [ending, content]
  })
  return Object.fromEntries(await Promise.all(fetched)) as Record<Ending, string>
}

type Told = Record<(typeof TOLD)[number], string>

/** Expects a number of a figure's CSV in its drawing, on the page and in the file, and the caption's file under it. */
export async function expectNumbers(figure: Locator, [, column, print]: Shown, { svg, csv, txt }: Told) {
  const [row] = parse<Record<string, string>>(csv, { columns: true }).filter((one) => one[column] !== '')
  const number = print(Number(row?.[column]))
  await expect(figure.locator('[data-width=wide] svg'), `${column} ${number}`).toContainText(number)
  expect(svg, `${column} ${number}`).toContain(number)
  const caption = txt.trim().replace(/^[^.]+\. /, '')
  // The page says once what was left out, and leads there from each caption; a file says it by itself.
  const onPage = caption.replace(/ Left out are \d+ of \d+ judgments recorded \([^)]*\)\./, '')
  await expect(figure.locator('figcaption')).toContainText(onPage)
  return { row, caption }
}
