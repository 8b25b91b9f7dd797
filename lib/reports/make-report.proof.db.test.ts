import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { sha256 } from '@/lib/designs/protocol'
import { figureData } from '@/lib/figures/figure-data'
import { toFigureQuery } from '@/lib/figures/figure-query'
import { makeFigures } from '@/lib/figures/registry'
import { readSnapshot } from '@/lib/results/snapshots'
import { makeActor } from '@/lib/testing/fixtures'
import { writeStudy } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'
import { writeLimaReferences } from '@/prisma/reference/lima-2023'
import type { ReportContent } from './content'
import { writeReportPdf } from './pdf/write-report-pdf'
import { readReport, readReportFiles } from './read-reports'
import { figuresOf, makeNow, reportInput, siteOf } from './testing'

workHere()

const plain = (rows: readonly object[]) => JSON.parse(JSON.stringify(rows)) as Record<string, unknown>[]

test('published studies make a report of every part they have, frozen with its hashes and its PDF', async () => {
  await writeLimaReferences(db)
  const studies = await db.study.findMany({ where: { origin: 'RECONSTRUCTED' }, orderBy: { createdAt: 'asc' } })
  expect(studies.length).toBeGreaterThan(4)
  const researcher = await makeActor('RESEARCHER')
  const access = siteOf(researcher)
  const id = await makeNow(access, reportInput(studies.map((study) => study.id)))
  const { content, contentHash, pdfHash } = await readReport(access, id)
  if (!content) throw new Error('published counts are shown to everybody')
  expect(content.sections.filter(({ missing }) => missing !== null).map(({ name }) => name)).toEqual([
    ...['hypotheses', 'agreement', 'ablations'],
  ])
  const figures = figuresOf(content)
  expect(new Set(figures.map(({ part }) => part))).toEqual(
    new Set(['people', 'models', 'quality', 'dialogues', 'safety']),
  )
  expect(JSON.stringify(content)).toContain('reconstructed from published figures')

  // Every number is the figure's own, and the snapshot's.
  for (const { part, figure } of figures) {
    const own = await authorizeActor(researcher, figure.studyId, 'study:results')
    const name = figure.name as 'figure-1'
    const made = (await makeFigures(figureData(own, toFigureQuery({})), name))[name]
    const groupOf = (row: Record<string, unknown>) => String(row.group)
    const groups = new Set(plain(figure.rows).map(groupOf))
    expect(figure.rows.length).toBeGreaterThan(0)
    expect(figure.rows).toEqual(plain(made?.rows ?? []).filter((row) => groups.has(groupOf(row))))
    const frozen = await db.snapshot.findFirstOrThrow({
      where: { studyId: figure.studyId, note: 'Report: All of LIMA' },
    })
    const { numbers } = await readSnapshot(own, frozen.id)
    const kept = numbers.figures.find((each) => each.name === figure.name)?.rows ?? []
    for (const row of figure.rows) expect(kept).toContainEqual(row)
    expect(JSON.stringify(content)).toContain(frozen.dataHash)
    expect(part === 'models' ? [...groups] : []).toEqual(part === 'models' ? ['GPT-4 as annotator (figure 2)'] : [])
  }
  const people = figures.filter(({ part }) => part === 'people').flatMap(({ figure }) => figure.table.rows)
  expect(people.map((cells) => cells.slice(2, 7))).toContainEqual(['Alpaca 65B', '300', '159', '63', '78'])

  const files = await readReportFiles(access, id)
  expect(sha256(files.content)).toBe(contentHash)
  const pdf = Buffer.from(await files.readPdf())
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  const again = Buffer.from(await writeReportPdf(JSON.parse(files.content) as ReportContent))
  expect(again.equals(pdf)).toBe(true)
  expect(pdfHash).toMatch(/^[0-9a-f]{64}$/)
  await expect(db.$executeRaw`UPDATE "Report" SET title = 'Another'`).rejects.toThrow('stays as it was made')
}, 120_000)

test('figure 2 has models alone, and agreement stands beside the paper’s', async () => {
  const arms = ['Reported one', 'Reported two'] as const
  const study = await writeStudy(arms)
  const { studyId } = study
  const who = [
    ...['Crowd', 'Crowd', 'Author', 'Author'].map((group) => ({ group })),
    { group: 'GPT-4', kind: 'LLM' as const },
  ]
  const annotators: string[] = []
  for (const each of who) annotators.push(await study.addAnnotator(each))
  for (let k = 0; k < 8; k++) {
    const itemId = await study.addItem(arms)
    await study.share(itemId)
    for (const [nth, annotator] of annotators.entries())
      await study.judge(annotator, arms, { itemId, choice: ['A', 'TIE', 'B'][(k + (nth % (k + 1))) % 3] })
  }
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  const access = siteOf(await makeActor('ADMIN'))
  const { content } = await readReport(access, await makeNow(access, reportInput([studyId])))
  if (!content) throw new Error('the study is closed')
  const groups = (part: string) =>
    figuresOf(content).flatMap((each) => (each.part === part ? plain(each.figure.rows).map(({ group }) => group) : []))
  expect(new Set(groups('people'))).toEqual(new Set(['Crowd', 'Author']))
  expect(new Set(groups('models'))).toEqual(new Set(['GPT-4']))
  const blocks = content.sections.find(({ name }) => name === 'agreement')?.blocks ?? []
  const tables = blocks.flatMap((block) => (block.is === 'table' ? [block.table] : []))
  expect(tables[0]?.columns.at(-1)?.head).toBe('LIMA (2023), %')
  const published = Object.fromEntries((tables[0]?.rows ?? []).map((cells) => [cells[0], cells.at(-1)]))
  expect(published).toEqual({
    ...{ 'within Crowd': '82', 'Crowd – Author': '81', 'within Author': '78' },
    ...{ 'GPT-4 – Crowd': '78', 'GPT-4 – Author': '79', 'within GPT-4': '–' },
  })
  const own = await authorizeActor(access.actor, studyId, 'study:results')
  const made = await makeFigures(figureData(own, { ...toFigureQuery({}), reference: 'lima-2023' }), 'agreement')
  expect(tables[0]?.rows).toEqual(made.agreement?.table.rows)
}, 120_000)
