import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { ExportedJudgment } from '@/lib/records/exported-judgment'
import { readExport } from '@/lib/records/read-export'
import { linearWeights, quadraticWeights } from '@/lib/stats/agreement-weights'
import { cohenKappa, crossTable } from '@/lib/stats/cohen-kappa'
import { mapEstimate, valueOrNull } from '@/lib/stats/estimate'
import { ratedRows } from '@/scripts/golden/rated-rows'
import { analyseRatings, type RatedGroup, type RatingAnalysis } from './analyse-ratings'
import { isRating, RatingGatherer } from './gather-ratings'
import { rateTable } from './rate-table'
import { ratedResponses } from './rated-responses'
import type { RatingTable } from './rating-table'

const GOLDEN = path.resolve('lib/stats/golden-data')
type Case = { stat: string; args: { system?: string; category?: string; pair?: string[] }; expected: unknown }

function rowsOf(name: string): ExportedJudgment[] {
  return [...ratedRows(path.join(GOLDEN, 'data', `${name}.json`))]
}

function gather(rows: Iterable<ExportedJudgment>): RatingTable {
  const gatherer = new RatingGatherer()
  for (const row of rows) gatherer.add(row)
  return gatherer.finish()
}

const analyse = (rows: Iterable<ExportedJudgment>): RatingAnalysis => analyseRatings(gather(rows))

/** Of all groups together: what the reference values are of. */
function analyseAll(rows: Iterable<ExportedJudgment>): RatedGroup {
  const [all] = analyse(rows).groups
  if (!all) throw new Error('there are no ratings')
  return all
}

/** As if all annotators were of one group. */
const ofOneGroup = (rows: ExportedJudgment[]) => rows.map((row) => ({ ...row, group: 'all' }))

/** What independent implementations make of a study, of one statistic; the first case unless told which. */
function expected(family: string, name: string, stat: string, is: (args: Case['args']) => boolean = () => true) {
  const { cases } = JSON.parse(readFileSync(path.join(GOLDEN, 'expected', family, `${name}.json`), 'utf8'))
  return (cases as Case[]).find((one) => one.stat === stat && is(one.args))?.expected
}

const close = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(close) : typeof value === 'number' ? expect.closeTo(value, 9) : value

test('systems, by category too, have the shares and means of independent implementations', () => {
  const name = 'rt03_helpfulness_1to6'
  const table = gather(ofOneGroup(rowsOf(name)))
  expect(table.option).toHaveLength(402)
  expect(table.options.map(({ score }) => score)).toEqual([1, 2, 3, 4, 5, 6])
  const { rows, categories, method } = rateTable(table)
  expect([rows.length, method]).toEqual([4, 'clustered'])
  const cells = [
    ...rows.map((row) => ({ row, category: null as string | null })),
    ...categories.flatMap((slice) => slice.rows.map((row) => ({ row, category: slice.slice.name }))),
  ]
  for (const { row, category } of cells) {
    const same = (args: Case['args']) => args.system === row.system && (args.category ?? null) === category
    const clustered = expected('ratings', name, 'option_share_ci_cluster_t', same)
    if (clustered === undefined) continue
    const cut = (clustered as number[][]).map((limits) => limits?.map((limit) => Math.min(1, Math.max(0, limit))))
    expect(row.shares?.map(({ interval }) => interval)).toEqual(close(cut))
    const { mean = null, interval = null } = row.mean ?? {}
    expect([mean, ...(interval ?? [])]).toEqual(close(expected('ratings', name, 'mean_score_ci_cluster_t', same)))
  }
})

test('with one rating a prompt, shares have Wilson’s intervals: LIMA’s figure 3', () => {
  const { rows, method } = rateTable(gather(rowsOf('rt01_lima_figure3')))
  expect(method).toBe('wilson')
  expect(rows[0]?.shares?.map(({ share }) => share)).toEqual([0.12, 0.38, 0.5])
  expect(rows[0]?.shares?.map(({ interval }) => interval)).toEqual(
    close(expected('ratings', 'rt01_lima_figure3', 'option_share_wilson', ({ category }) => category === undefined)),
  )
})

test('pairs have their differences, tests and adjustments', () => {
  const name = 'rt03_helpfulness_1to6'
  const { pairs } = analyseAll(rowsOf(name))
  expect(pairs.map(({ holm }) => holm.difference)).toEqual(close(expected('ratings', name, 'holm_over_pairs_paired_t')))
  expect(pairs.map(({ holm }) => holm.ranks)).toEqual(
    close(expected('ratings', name, 'holm_over_pairs_wilcoxon_exact')),
  )
  const [first] = pairs
  expect(first?.systems).toEqual(['sys1', 'sys2'])
  expect(valueOrNull(first?.difference ?? { defined: false, reason: '' })?.interval).toEqual(
    close(expected('ratings', name, 'paired_mean_difference_ci_t')),
  )
  expect(first?.majorities).toBeNull()
})

test('agreement is of each one’s first rating; a complete panel has an ICC, two options have majorities', () => {
  const { annotators } = analyse(rowsOf('rt02_safety_panel'))
  const { agreement, pairs, failures } = analyseAll(rowsOf('rt02_safety_panel'))
  const { measures } = agreement
  const value = (of: (typeof measures)['icc']) => valueOrNull(of)?.value
  const of = (stat: string) => close(expected('ratings', 'rt02_safety_panel', stat))
  expect(value(measures.exact)).toEqual(of('exact_agreement_pooled'))
  expect(value(measures.distance)).toEqual(of('mean_absolute_difference_pooled'))
  expect(value(measures.alphaOrdinal)).toEqual(of('krippendorff_ordinal'))
  expect(value(measures.alphaInterval)).toEqual(of('krippendorff_interval'))
  expect(value(measures.ac2Quadratic)).toEqual(of('gwet_ac2_quadratic'))
  expect(value(measures.icc)).toEqual(of('icc_2_1'))
  expect(valueOrNull(measures.icc)?.interval).toEqual(of('icc_2_1_ci'))
  expect(value(measures.iccMean)).toEqual(of('icc_2_k'))
  expect(pairs[0]?.majorities?.p).toEqual(of('mcnemar_majority_exact_p'))
  // Own less others’, summed over a complete panel, is none.
  expect(annotators.map(({ code }) => code)).toEqual(['author-1', 'author-2', 'author-3'])
  expect(annotators.reduce((sum, one) => sum + (valueOrNull(one.fromOthers)?.mean ?? 9), 0)).toBeCloseTo(0, 9)
  expect(failures).toEqual([])
})

test('turns make curves of no failure, and conversations are the clusters', () => {
  const name = 'cv02_three_annotators'
  const rows = ofOneGroup(rowsOf(name))
  const { failures } = analyseAll(rows)
  for (const { system, curve, median } of failures) {
    const same = (args: Case['args']) => args.system === system
    const at = valueOrNull(curve)?.findLast(({ time }) => time <= 2)
    expect(at?.survival).toEqual(close(expected('conversation', name, 'km_survival', (a) => same(a) && at2(a))))
    expect(valueOrNull(median)).toEqual(expected('conversation', name, 'km_median_first_fail', same))
  }
  const [first] = rateTable(gather(rows)).rows
  const { mean = null, interval = null } = first?.mean ?? {}
  const same = ({ system }: Case['args']) => system === first?.system
  expect([mean, ...(interval ?? [])]).toEqual(close(expected('conversation', name, 'mean_score_ci_cluster_t', same)))
})

const at2 = (args: object) => 't' in args && args.t === 2

test('a file of ratings gives what its rows give, and rows that do not count are counted apart', async () => {
  const rows = rowsOf('cv02_three_annotators')
  const folder = mkdtempSync(path.join(tmpdir(), 'evenhand-ratings-'))
  const file = path.join(folder, 'judgments.csv')
  const header =
    'study,origin,item,prompt_id,category,model_a,model_b,criterion,verdict,score,annotator,group,simulated,turn,left_out'
  const line = (row: ExportedJudgment, leftOut = '') =>
    [row.title, row.origin, row.item, row.promptId, row.category, row.modelA, '', '', row.verdict, row.score]
      .concat([row.annotator, row.group, 'false', String(row.turn), leftOut])
      .join(',')
  const [first] = rows as [ExportedJudgment]
  writeFileSync(
    file,
    [header, ...rows.map((row) => line(row)), line({ ...first, annotator: 'x' }, 'practice')].join('\n'),
  )
  const read: ExportedJudgment[] = []
  for await (const row of readExport(file)) read.push(row)
  rmSync(folder, { recursive: true })
  expect(read.every(isRating)).toBe(true)
  const { account, ...rest } = analyse(read)
  const { account: _, ...expected } = analyse(rows.map((row) => ({ ...row, scale: null })))
  expect(rest).toEqual(expected)
  expect(account).toEqual({ recorded: rows.length + 1, leftOut: { practice: 1 } })
})

test('a turn that no conversation has is refused, and a late one costs nothing', async () => {
  const [row] = rowsOf('cv06_one_conversation') as [ExportedJudgment]
  expect(analyseAll([{ ...row, turn: 1_000_000 }]).failures[0]?.conversations).toBe(1)
  const folder = mkdtempSync(path.join(tmpdir(), 'evenhand-ratings-'))
  const file = path.join(folder, 'judgments.jsonl')
  writeFileSync(file, JSON.stringify({ model_a: 'one', score: 1, verdict: 'GOOD', simulated: false, turn: 1_000_001 }))
  await expect(readExport(file).next()).rejects.toThrow('turn is “1000001” where a whole number from 0 to 1000000')
  rmSync(folder, { recursive: true })
})

test('an option with two scores, and two options with one, are named', () => {
  const [row] = rowsOf('rt12_one_rating') as [ExportedJudgment]
  expect(() => analyse([row, { ...row, score: 7 }])).toThrow('PASS has the scores 1 and 7')
  expect(() => analyse([row, { ...row, verdict: 'FINE' }])).toThrow('PASS and FINE both have the score 1')
})

test('one rating, and one option only: what is not defined says why', () => {
  const rows = rowsOf('rt12_one_rating')
  const { pairs, agreement } = analyseAll(rows)
  expect(rateTable(gather(rows)).rows[0]).toMatchObject({ n: 1, mean: { mean: 1, interval: null } })
  expect(pairs).toEqual([])
  const { exact, alphaNominal, ac2Linear, icc } = agreement.measures
  for (const value of [exact, alphaNominal, ac2Linear, icc])
    expect(value).toEqual({ defined: false, reason: expect.stringMatching(/\.$/) })
})

test('each two annotators have the kappas of their cross-table, and too few shared responses none', () => {
  const rows = ofOneGroup(rowsOf('rt03_helpfulness_1to6'))
  const table = gather(rows)
  const { annotatorPairs: pairs, annotators } = analyseRatings(table)
  const rated = ratedResponses(table).items
  expect(pairs.length).toBeGreaterThan(2)
  for (const { one, other, items, exact, kappa, linearKappa, quadraticKappa } of pairs) {
    const [a, b] = [one, other].map((code) => table.annotators.findIndex((annotator) => annotator.code === code))
    const cells = crossTable(rated, a as number, b as number, 6)
    expect(items).toBe(cells.flat().reduce((sum, count) => sum + count, 0))
    expect(exact).toBeCloseTo(cells.reduce((sum, row, k) => sum + (row[k] as number), 0) / items, 12)
    const of = (weights?: number[][]) =>
      items < 5 ? undefined : mapEstimate(cohenKappa(cells, weights), ({ kappa: value, se }) => ({ kappa: value, se }))
    expect([kappa, linearKappa, quadraticKappa]).toEqual(
      [of(), of(linearWeights(6)), of(quadraticWeights(6))].map(
        (each) => each ?? expect.objectContaining({ defined: false }),
      ),
    )
  }
  expect(new Set(pairs.flatMap(({ one, other }) => [one, other])).size).toBeLessThanOrEqual(annotators.length)
})
