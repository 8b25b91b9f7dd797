import { count } from '@/lib/numbers/count'
import type { RatingAnalysis } from '@/lib/ratings/analyse-ratings'
import type { Failures } from '@/lib/ratings/failures'
import type { RatedPair } from '@/lib/ratings/pairs'
import type { RatedSystem } from '@/lib/ratings/systems'
import { type Estimate, mapEstimate, valueOrNull } from '@/lib/stats/estimate'
import { printTable } from './print-table'

const number = (value: number) => value.toFixed(3)
const percent = (share: number) => (100 * share).toFixed(1)
const within = (interval: readonly number[] | null | undefined, print = number) =>
  interval ? ` (${interval.map(print).join(' to ')})` : ''
const p = (value: number | null | undefined) => value?.toPrecision(3) ?? ''

/** The ratings of a study as tables, rounded for reading; `--json` gives them as they are. */
export function printRatings({ options, ratings, leftOut, systems, pairs, ...rest }: RatingAnalysis): void {
  console.log(`${count(ratings, 'rating')} used: ${options.map(({ code, score }) => `${code} = ${score}`).join(', ')}.`)
  for (const [reason, n] of Object.entries(leftOut)) console.log(`  left out, ${reason}: ${n}`)
  table('Systems: shares with Wilson’s interval, mean with that by prompt', systems.map(systemLine))
  table('Pairs, prompt by prompt', pairs.map(pairLine))
  table('Agreement', agreementLines(rest.agreement))
  table(
    'Annotators: own score less others’',
    rest.annotators.map(({ code, group, ratings: n, fromOthers }) => ({
      ...{ annotator: code, group, n },
      difference: shown(fromOthers, ({ mean, interval }) => `${number(mean)}${within(interval)}`),
    })),
  )
  if (rest.failures.length > 0) table('No failure until turn', rest.failures.flatMap(failureLines))
}

function table(title: string, rows: readonly object[]): void {
  console.log(`\n${title}${rows.length === 0 ? ': none' : ''}`)
  if (rows.length > 0) printTable(rows, 2)
}

function shown<T>(estimate: Estimate<T>, show: (value: T) => string): string {
  return valueOrNull(mapEstimate(estimate, show)) ?? 'not defined'
}

function systemLine({ system, category, ratings: n, prompts, shares, mean }: RatedSystem) {
  const cells = (valueOrNull(shares) ?? []).map(
    ({ option, share, interval }) => [`${option}, %`, `${percent(share)}${within(interval, percent)}`] as const,
  )
  return {
    ...{ system, category: category ?? '', n, prompts },
    mean: shown(mean, (value) => `${number(value.mean)}${within(value.interval)}`),
    ...Object.fromEntries(cells),
  }
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

function agreementLines({ exact, distance, alpha, ac2, icc }: RatingAnalysis['agreement']) {
  const lines: [string, Estimate<number>][] = [
    ['exact agreement', mapEstimate(exact, ({ pooled }) => pooled)],
    ['mean absolute difference', mapEstimate(distance, ({ pooled }) => pooled)],
    ['alpha, nominal', alpha.nominal],
    ['alpha, ordinal', alpha.ordinal],
    ['alpha, interval', alpha.interval],
    ['AC2, linear', ac2.linear],
    ['AC2, quadratic', ac2.quadratic],
  ]
  return [
    ...lines.map(([measure, value]) => ({ measure, value: shown(value, number) })),
    {
      measure: 'ICC(2,1)',
      value: shown(icc, ({ single }) => (single ? `${number(single.value)}${within(single.interval)}` : 'not defined')),
    },
  ]
}

function failureLines({ system, curve, median }: Failures) {
  const half = shown(median, String)
  return (valueOrNull(curve) ?? []).map(({ time, atRisk, failed, survival, logLog }) => ({
    ...{ system, turn: time, 'at risk': atRisk, failed },
    'none failed, %': `${percent(survival)}${within(logLog, percent)}`,
    'half failed by': half,
  }))
}
