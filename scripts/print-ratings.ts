import { count } from '@/lib/numbers/count'
import { MEASURES, type Measure, type RatingAgreement } from '@/lib/ratings/agreement'
import type { RatedGroup, RatingAnalysis } from '@/lib/ratings/analyse-ratings'
import type { AnnotatorPair } from '@/lib/ratings/annotator-pairs'
import type { AnytimeMean } from '@/lib/ratings/anytime-means'
import type { RatedRows, RatedSlice } from '@/lib/ratings/assemble-rated'
import type { Failures } from '@/lib/ratings/failures'
import type { Leniency } from '@/lib/ratings/leniency'
import type { RatedPair } from '@/lib/ratings/pairs'
import type { RatedRow } from '@/lib/ratings/rated-stratum'
import type { RatedOption } from '@/lib/ratings/rating-table'
import { type Estimate, mapEstimate, valueOrNull } from '@/lib/stats/estimate'
import { Z95 } from '@/lib/stats/interval'
import { printTable } from './print-table'

const number = (value: number) => value.toFixed(3)
const percent = (share: number) => (100 * share).toFixed(1)
const within = (interval: readonly number[] | null | undefined, print = number) =>
  interval ? ` (${interval.map(print).join(' to ')})` : ''
const p = (value: number | null | undefined) => value?.toPrecision(3) ?? ''

const METHODS = { wilson: 'Wilson’s intervals', clustered: 'intervals by prompt' } as const

/** The ratings of a study as tables, rounded for reading; `--json` gives them as they are. */
export function printRatings(
  rates: RatedRows,
  { account, options, ratings, groups, annotators, annotatorPairs }: RatingAnalysis,
): void {
  console.log(`${count(ratings, 'rating')} used: ${options.map(({ code, score }) => `${code} = ${score}`).join(', ')}.`)
  for (const [reason, n] of Object.entries(account.leftOut)) console.log(`  left out, ${reason}: ${n}`)
  const line = rowLine(options)
  table(`Systems: shares with ${METHODS[rates.method]}, means with those by prompt`, rates.rows.map(line))
  table('By category', sliceLines(rates.categories, line))
  table('By tag', sliceLines(rates.tags, line))
  for (const group of groups) printGroup(group, line)
  table('Annotators: own score less others’', annotators.map(annotatorLine))
  table('Each two annotators', annotatorPairs.map(annotatorPairLine))
}

type Line = (row: RatedRow) => object

function printGroup({ group, pairs, turns, failures, agreement, anytime }: RatedGroup, line: Line): void {
  const by = group === null ? 'all groups together' : group
  table(`Pairs, prompt by prompt: ${by}`, pairs.map(pairLine))
  table(`Agreement: ${by}`, agreementLines(agreement))
  table(`Means at any time: ${by}`, anytime.map(anytimeLine))
  if (turns.turns.length === 0) return
  table(
    `By turn, shares with ${METHODS[turns.method]}: ${by}`,
    turns.turns.map(({ turn, row }) => ({ turn, ...line(row) })),
  )
  table(`No failure until turn: ${by}`, failures.flatMap(failureLines))
}

function table(title: string, rows: readonly object[]): void {
  console.log(`\n${title}${rows.length === 0 ? ': none' : ''}`)
  if (rows.length > 0) printTable(rows, 2)
}

function shown<T>(estimate: Estimate<T>, show: (value: T) => string): string {
  return valueOrNull(mapEstimate(estimate, show)) ?? 'not defined'
}

function rowLine(options: readonly RatedOption[]): Line {
  return ({ group, system, n, prompts, shares, mean }) => ({
    ...{ group, system, n, prompts },
    mean: mean ? `${number(mean.mean)}${within(mean.interval)}` : 'not defined',
    ...Object.fromEntries(
      (shares ?? []).map(({ share, interval }, k) => [
        `${options[k]?.code}, %`,
        `${percent(share)}${within(interval, percent)}`,
      ]),
    ),
  })
}

function sliceLines(slices: readonly RatedSlice[], line: Line): object[] {
  return slices.flatMap(({ slice, rows }) =>
    rows.filter(({ n }) => n > 0).map((row) => ({ [slice.kind]: slice.name, ...line(row) })),
  )
}

function pairLine({ systems: [system, against], difference, superiority, ranks, holm, majorities }: RatedPair) {
  return {
    ...{ system, against, prompts: valueOrNull(difference)?.n ?? 0 },
    difference: shown(difference, ({ mean, interval }) => `${number(mean)}${within(interval)}`),
    p: p(valueOrNull(difference)?.p),
    'p, Holm': p(holm.difference),
    superiority: shown(superiority, ({ mean, interval }) => `${number(mean)}${within(interval)}`),
    'ranks p': p(valueOrNull(mapEstimate(ranks, ({ exact, normal }) => exact ?? normal))),
    'ranks p, Holm': p(holm.ranks),
    ...(majorities && { 'majorities p': p(majorities.p) }),
  }
}

function agreementLines({ measures }: RatingAgreement) {
  return (Object.keys(MEASURES) as Measure[]).map((name) => ({
    measure: MEASURES[name],
    value: shown(measures[name], ({ value, interval }) => `${number(value)}${within(interval)}`),
  }))
}

function annotatorLine({ code, group, ratings: n, mean, fromOthers, distance, repeats }: Leniency) {
  return {
    ...{ annotator: code, group, n, mean: mean === null ? '' : number(mean) },
    difference: shown(fromOthers, (of) => `${number(of.mean)}${within(of.interval)}`),
    distance: shown(distance, (of) => `${number(of.mean)}${within(of.interval)}`),
    'repeats same': repeats.rated === 0 ? '' : `${repeats.same} of ${repeats.rated}`,
  }
}

function annotatorPairLine({ one, other, items, exact, interval, ...kappas }: AnnotatorPair) {
  const of = (kappa: AnnotatorPair['kappa']) =>
    shown(kappa, ({ kappa: value, se }) => `${number(value)}${within([value - Z95 * se, value + Z95 * se])}`)
  return {
    ...{ one, other, items, 'the same, %': `${percent(exact)}${within(interval, percent)}` },
    ...{ κ: of(kappas.kappa), 'κ, linear': of(kappas.linearKappa), 'κ, quadratic': of(kappas.quadraticKappa) },
  }
}

function anytimeLine({ system, prompts, mean, interval }: AnytimeMean) {
  return { system, prompts, mean: `${number(mean)}${within(interval)}` }
}

function failureLines({ system, curve, median }: Failures) {
  const half = shown(median, String)
  return (valueOrNull(curve) ?? []).map(({ time, atRisk, failed, survival, logLog }) => ({
    ...{ system, turn: time, 'at risk': atRisk, failed },
    'none failed, %': `${percent(survival)}${within(logLog, percent)}`,
    'half failed by': half,
  }))
}
