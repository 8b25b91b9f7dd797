import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Agreement, AgreementOn } from '@/lib/agreement/measure-agreement'
import { db } from '@/lib/db/client'
import { JUDGMENT_COLUMNS } from '@/lib/exports/columns'
import { exportRows } from '@/lib/exports/export-judgments'
import { csvChunks } from '@/lib/http/stream'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { rng } from '@/lib/rng'
import { type Estimate, valueOrNull } from '@/lib/stats/estimate'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'
import { ANALYSIS_STEPS } from './analyse'
import { readAnalysis, requireComparisons, requireDone } from './read-analysis'

workHere()

async function makePanel(...names: [string, string, string]) {
  const [one, two, three] = names
  const study = await writeStudy(names, { pairing: 'ALL' })
  const annotators = [
    await study.addAnnotator({ group: 'crowd' }),
    await study.addAnnotator({ group: 'crowd' }),
    await study.addAnnotator({ group: 'authors' }),
  ]
  const { below } = rng(5, 'deep')
  const pairs = [
    [one, two],
    [three, one],
    [two, three],
  ] as const
  for (let k = 0; k < 15; k++) {
    const arms = pairs[k % 3] as (typeof pairs)[number]
    const itemId = await study.addItem(arms)
    // A third of the items is the shared set.
    if (k < 5) await study.share(itemId)
    for (const annotator of annotators)
      await study.judge(annotator, arms, {
        itemId,
        choice: ['A', 'TIE', 'B'][below(3)] as string,
        leftIsA: below(2) === 0,
      })
  }
  return study
}

/** Leave-one-out and pairs of annotators beside what the matrix says of the same labels. */
function checkByHand({ shared, pairable }: Agreement): void {
  for (const { matrix, pairs, annotators } of [shared as AgreementOn, pairable]) {
    const means = new Map(matrix.map(({ groups, tieDiscounted }) => [groups.join('/'), tieDiscounted]))
    const both = pairs.find(({ one, other }) => `${one} ${other}` === 'C01 C02')
    const crowd = means.get('crowd/crowd')
    if (!crowd?.defined) throw new Error('the crowd shares items')
    expect(both).toMatchObject({ tieDiscounted: crowd.value.mean, interval: crowd.value.interval })
    // Of three authors’ pairs none is left without the one author.
    expect(annotators.find(({ group }) => group === 'authors')?.leaveOneOut).toBeNull()
    const [, other] = annotators[2]?.against ?? []
    expect(other?.agreement).toEqual(means.get('crowd/authors'))
  }
}

/** What `npm run -s analyze -- FILE --json` prints. */
function analyseFile(file: string): string {
  const args = ['--import', 'tsx', 'scripts/analyze.ts', file, '--json']
  // Its environment is bare: no database is needed.
  return execFileSync(process.execPath, args, { encoding: 'utf8', env: { NODE_ENV: 'test', PATH: process.env.PATH } })
}

/** Strengths by system under one model, under the key that each side gives them. */
function strengthsOf(model: Estimate<{ systems: object[] }>, key: string): [unknown, unknown][] {
  return (valueOrNull(model)?.systems ?? []).map((one) => [Reflect.get(one, 'system'), Reflect.get(one, key)])
}

test('the page’s numbers are the file’s, and new judgments make them anew', async () => {
  const study = await makePanel('deep one', 'deep two', 'deep three')
  const access = await grantAdmin(study.studyId, 'study:results')
  const shown = requireComparisons(requireDone(await readAnalysis(access, 'Question 0', 60_000)))
  const folder = await mkdtemp(path.join(tmpdir(), 'evenhand-deep-'))
  const columns = JUDGMENT_COLUMNS.map(({ name }) => name)
  const { batches } = await exportRows(await grantAdmin(study.studyId, 'study:export'))
  let csv = ''
  for await (const chunk of csvChunks(batches, columns)) csv += chunk
  const file = path.join(folder, 'judgments.csv')
  await writeFile(file, csv)
  const told = JSON.parse(analyseFile(file))
  await rm(folder, { recursive: true })
  const { strengths, modelStrengths, protocol: _, ...rest } = shown.analysis
  expect(told.deep).toMatchObject({ ...rest, modelRatings: modelStrengths })
  expect(told.deep.ratings.judgments).toBe(strengths.judgments)
  for (const model of ['davidson', 'tiesAsHalf', 'raoKupper'] as const)
    expect(strengthsOf(told.deep.ratings[model], 'rating')).toEqual(strengthsOf(strengths[model], 'strength'))
  expect(strengthsOf(strengths.davidson, 'strength')).toHaveLength(3)
  const screen = await winTieLoss(access)
  const byName = <T extends { group: string; other?: string }>(rows: T[]) =>
    [...rows].sort((a, b) => (`${a.group}/${a.other}` < `${b.group}/${b.other}` ? -1 : 1))
  expect(byName(told.rows)).toEqual(byName(JSON.parse(JSON.stringify(screen.rows))))
  expect(byName(told.sides)).toEqual(byName(shown.analysis.sides))
  const { shared, pairable } = shown.analysis.agreement
  const pairsOf = (on: AgreementOn | null) => on?.matrix.map(({ groups, pairs }) => [groups.join('/'), pairs])
  expect(pairsOf(pairable)).toEqual([
    ['authors/authors', 0],
    ['crowd/authors', 30],
    ['crowd/crowd', 15],
  ])
  expect(pairsOf(shared)).toEqual([
    ['authors/authors', 0],
    ['crowd/authors', 10],
    ['crowd/crowd', 5],
  ])
  expect([shared?.items, pairable.items]).toEqual([5, 15])
  expect(shared?.disputed.every(({ item }) => Number(item) < 5)).toBe(true)
  checkByHand(shown.analysis.agreement)
  expect(shown.analysis.strengths.judgments).toBe(45)

  const again = await readAnalysis(access, 'Question 0', 60_000)
  expect(again).toEqual(shown)
  const annotator = await study.addAnnotator({ group: 'crowd' })
  await study.judge(annotator, ['deep one', 'deep two'])
  const later = await readAnalysis(access, 'Question 0', 60_000)
  expect(requireComparisons(requireDone(later)).analysis.strengths.judgments).toBe(46)
})

test('of several who ask at once, one computes, and whoever does not wait hears how far it is', async () => {
  const study = await makePanel('race one', 'race two', 'race three')
  const access = await grantAdmin(study.studyId, 'study:results')
  const ask = (patience: number) => readAnalysis(access, 'Question 0', patience)
  const states = await Promise.all([0, 0, 0].map(ask))
  for (const state of states)
    expect(state).toEqual({ state: 'running', done: expect.any(Number), total: ANALYSIS_STEPS })
  const jobs = await db.$queryRaw<unknown[]>`
    SELECT FROM pgboss.job WHERE name = 'analysis' AND singleton_key LIKE ${`${study.studyId}/%`}`
  expect(jobs).toHaveLength(1)
  await expect.poll(async () => (await ask(0)).state, { timeout: 60_000 }).toBe('done')
  expect(await db.analysisRun.count({ where: { studyId: study.studyId } })).toBe(1)
})
