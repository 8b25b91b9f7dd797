import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { toFigureQuery } from '@/lib/figures/figure-query'
import { readFigure } from '@/lib/figures/registry'
import { strengths } from '@/lib/figures/strengths'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'

/** What `npm run figure -- …` writes, says and ends with. */
function writeFigures(...args: string[]) {
  const out = mkdtempSync(path.join(tmpdir(), 'evenhand-figures-'))
  const command = ['--conditions=react-server', '--import', 'tsx', 'scripts/figure.ts', ...args, '--out', out]
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  const files = Object.fromEntries(readdirSync(out).map((file) => [file, readFileSync(path.join(out, file), 'latin1')]))
  rmSync(out, { recursive: true })
  return { status, stderr, files }
}

test('a command writes the figures of the pages into files, once they are computed', async () => {
  const arms = ['Aster', 'Briar'] as const
  const study = await writeStudy([...arms])
  const { studyId } = study
  await db.study.update({ where: { id: studyId }, data: { title: 'From the shell' } })
  const annotators = [await study.addAnnotator({ group: 'crowd' }), await study.addAnnotator({ group: 'crowd' })]
  for (const choice of ['A', 'B', 'TIE', 'A']) {
    const itemId = await study.addItem(arms)
    for (const annotator of annotators) await study.judge(annotator, arms, { itemId, choice })
  }
  const access = await grantAdmin(studyId, 'study:results')
  const early = writeFigures(studyId, 'figure-1.csv')
  expect(early).toMatchObject({ status: 1, files: {} })
  expect(early.stderr).toContain('shows results once the study is closed')
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })

  const { status, files } = writeFigures('From the shell', 'strengths.csv', 'all.svg', 'strengths.pdf')
  expect(status).toBe(0)
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['figure-1.svg', 'agreement.svg', 'strengths.pdf']))
  expect(files['strengths.pdf']).toMatch(/^%PDF-1/)
  const figure = await readFigure(access, strengths, toFigureQuery({}))
  expect(files['strengths.svg']).toBe(
    Buffer.from(figure.draw?.({ look: 'print', width: 'wide' }) ?? '').toString('latin1'),
  )
  const [first] = figure.rows as { strength: number }[]
  expect(files['strengths.csv']).toContain(`,${first?.strength},`)

  expect(writeFigures('From the shell', 'figure-9.svg')).toMatchObject({ status: 2, files: {} })
}, 120_000)
