import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import { afterAll, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { frozenStudy } from '@/lib/testing/frozen-study'
import { readStudyFile, unzip } from '@/lib/testing/study-file'
import { workHere } from '@/lib/worker/testing'

workHere()

const folders: string[] = []
afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
})

/** Unpacked, as somebody does who wants to recompute. */
async function unpack(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'evenhand-bundle-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), content)
  }
  return folder
}

const run = promisify(execFile)
const has = async (name: string) =>
  run(name, ['--version']).then(
    () => true,
    () => false,
  )

/** Runs the notebook's cells, or the R script, and gives what it said last. */
async function recompute(folder: string, by: 'python3' | 'Rscript', notebook: string): Promise<string> {
  const cwd = path.join(folder, 'analysis')
  const { cells } = JSON.parse(notebook) as { cells: { cell_type: string; source: string[] }[] }
  const code = cells.filter(({ cell_type }) => cell_type === 'code').map(({ source }) => source.join(''))
  await writeFile(path.join(cwd, 'cells.py'), code.join('\n\n'))
  const { stdout } = await run(by, [by === 'Rscript' ? 'analysis.R' : 'cells.py'], { cwd })
  return stdout.trim().split('\n').at(-1) ?? ''
}

test('a bundle is whole, the same at any time, and its scripts come to its figures and find one that was changed', async () => {
  const { study, studyId, who, names, id } = await frozenStudy()
  const archive = await readStudyFile(studyId, 'bundle.zip', { snapshot: id })
  // What a figure says of a study that collects it says of its snapshot for good.
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  expect(Buffer.compare(await readStudyFile(studyId, 'bundle.zip'), archive)).toBe(0)

  const files = await unzip(archive)
  const sums = (files.SHA256SUMS ?? '').trim().split('\n')
  expect(sums).toHaveLength(Object.keys(files).length - 1)
  for (const line of sums.filter((each) => !/\.(parquet|pdf)$/.test(each))) {
    const [sum, name = ''] = line.split('  ')
    expect(
      createHash('sha256')
        .update(files[name] ?? '')
        .digest('hex'),
      name,
    ).toBe(sum)
  }
  expect(files['snapshot.json']).toContain(
    createHash('sha256')
      .update(files['data/judgments.jsonl'] ?? '')
      .digest('hex'),
  )
  expect(Object.keys(files)).not.toContain('data/pairs.jsonl')
  for (const ending of ['svg', 'pdf', 'tex', 'txt', 'csv'])
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([`figures/figure-1.${ending}`, `figures/agreement.${ending}`]),
    )
  expect(files['figures/figure-1.txt']).toContain('these are interim figures')
  expect(files['figures/figure-1.pdf']).toMatch(/^%PDF-/)
  for (const words of ['not a photograph', 'Question 0', 'Both are bad'])
    expect(files['screens/judging-en.svg']).toContain(words)
  expect(files['screens/judging-ko.svg']).toContain('설계로부터 그린')
  expect(files['audit.csv']).toMatch(/^at,action\n/)
  expect(files['methods.md']).toContain('counted')
  expect(parse(files['data/codebook.csv'] ?? '', { columns: true }).length).toBeGreaterThan(60)

  const folder = await unpack(files)
  const notebook = files['analysis/evenhand.ipynb'] ?? ''
  const languages = [
    ...((await has('python3')) ? ['python3' as const] : []),
    ...((await has('Rscript')) ? ['Rscript' as const] : []),
  ]
  if (languages.length < 2)
    console.warn('!! NOT PROVEN: the scripts of a bundle need python3 and Rscript, and one is missing here.')
  for (const by of languages) expect(await recompute(folder, by, notebook), by).toMatch(/^all equal: \d{2,} numbers$/)

  const figure = files['figures/figure-1.csv'] ?? ''
  await writeFile(path.join(folder, 'figures/figure-1.csv'), figure.replace(/0\.\d{10,}/, '0.123'))
  for (const by of languages)
    await expect(recompute(folder, by, notebook), by).rejects.toThrow(/1 of \d+ numbers differ/)

  // A judgment more is other data.
  await study.judge(who[0] as string, [names[0], names[1]])
  await expect(readStudyFile(studyId, 'bundle.zip', { snapshot: id })).rejects.toThrow(
    'no longer those of the snapshot',
  )
}, 180_000)
