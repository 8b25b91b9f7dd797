import { AGREEMENT_SETS, type AgreementSet } from '@/lib/agreement/agreement-set'
import type { AnnotatorAgreement } from '@/lib/agreement/annotator-agreement'
import type { AnnotatorPair } from '@/lib/agreement/annotator-pairs'
import type { Ac1, Coefficient, GroupPair } from '@/lib/agreement/group-agreement'
import type { AgreementOn } from '@/lib/agreement/measure-agreement'
import type { Analysis } from '@/lib/analysis/analyse'
import type { AnytimeRow } from '@/lib/analysis/anytime'
import { controlledWords } from '@/lib/figures/effects'
import type { ModelStrengths, Whose } from '@/lib/rankings/strengths'
import type { SliceRates } from '@/lib/rates/assemble-rates'
import type { RateRow } from '@/lib/rates/rates'
import type { AnswerCounts } from '@/lib/records/count-answers'
import type { Recomputed } from '@/lib/records/recompute'
import type { ClusteredMean } from '@/lib/stats/clustered-mean'
import type { Estimate } from '@/lib/stats/estimate'
import { printJudges } from './print-judges'
import { printTable } from './print-table'

const percent = (share: number) => (100 * share).toFixed(1)
const range = (interval: readonly number[] | null | undefined, print = percent) =>
  interval ? interval.map(print).join(' to ') : ''
const number = (value: number) => value.toFixed(3)

/** Every statistic as tables, rounded for reading; `--json` gives them as they are. */
export function printAnalysis(counts: Recomputed, anytime: readonly AnytimeRow[], analysis: Analysis): void {
  for (const { title, origins } of counts.studies) console.log(`${title} (${origins.join(', ')})`)
  console.log(
    `${counts.recorded} judgments in the file, ${counts.used} used, ${counts.counted} verdicts by the rule “${counts.rule}”.`,
  )
  for (const [reason, n] of Object.entries(counts.leftOut)) console.log(`  left out, ${reason}: ${n}`)
  for (const line of answerLines(counts.answers)) console.log(`  ${line}`)
  table('Rates', counts.rows.map(rateLine))
  if (counts.pooled) table('Rates of all groups of people together', counts.pooled.rows.map(rateLine))
  table('At any time, on the first judgment of each prompt alone', anytime.map(anytimeLine))
  table('By category', counts.categories.flatMap(sliceLines))
  table('By tag', counts.tags.flatMap(sliceLines))
  printPosition(counts)
  printAgreement(analysis)
  printBias(analysis)
  for (const of of [analysis.strengths, analysis.modelStrengths]) {
    if (!of) continue
    for (const model of [of.davidson, of.tiesAsHalf, of.raoKupper]) printStrengths(model, of.whose)
    table(`Elo in the order of judging, K = 4${by(of.whose)}`, of.elo)
  }
  printJudges(analysis.judges)
}

/** What annotators did beside choosing, in the words of the desk; nothing where nobody did. */
function answerLines(counts: AnswerCounts): string[] {
  const { rationales, revisions, flagged, notes, asked, hasty } = counts
  const [aside, unanswered] = [byReason(counts.setAside), byReason(counts.noVerdict)]
  const lines: [n: number, words: string][] = [
    [rationales, `with a reason: ${rationales}`],
    [revisions, `changes of a verdict: ${revisions}`],
    [aside.n, `no judgment, because the pair could not be judged: ${aside.n} (${aside.named})`],
    [unanswered.n, `no verdict of a model that was asked: ${unanswered.n} (${unanswered.named})`],
    [flagged, `of a pair flagged afterwards: ${flagged}`],
    [notes, `flags with a note: ${notes}`],
    [asked, `asked about before they were taken: ${asked}, given all the same: ${hasty}`],
  ]
  return lines.filter(([n]) => n > 0).map(([, words]) => words)
}

function byReason(counts: Readonly<Record<string, number>>): { n: number; named: string } {
  const reasons = Object.entries(counts).sort()
  return {
    n: reasons.reduce((sum, [, n]) => sum + n, 0),
    named: reasons.map(([reason, n]) => `${reason.replaceAll('_', ' ')} ${n}`).join(', '),
  }
}

function table(title: string, rows: readonly object[]): void {
  console.log(`\n${title}${rows.length === 0 ? ': none' : ''}`)
  if (rows.length > 0) printTable(rows, 2)
}

function rateLine({ group, reference, other, n, prompts, wins, ties, losses, ...rest }: RateRow) {
  const { win, winOrTie, decided, score, sign, test } = rest
  return {
    ...{ group, system: reference, against: other, n, prompts, wins, ties, losses },
    'wins, %': win ? `${percent(win.share)} (${range(win.interval)})` : 'not defined',
    'wins + ties, %': winOrTie ? `${percent(winOrTie.share)} (${range(winOrTie.interval)})` : 'not defined',
    'decided, %': decided ? `${percent(decided.share)} (${range(decided.interval)})` : 'not defined',
    'score, %': score ? `${percent(score.mean)} (${range(score.interval)})` : 'not defined',
    'sign p': sign.p.toPrecision(3),
    test: test.name,
    'p, Holm': test.holm.toPrecision(3),
  }
}

function anytimeLine({ group, reference, other, prompts, score, interval, excludedAt }: AnytimeRow) {
  return {
    ...{ group, system: reference, against: other, prompts },
    'score, %': `${percent(score)} (${range(interval)})`,
    'even excluded at prompt': excludedAt ?? 'not yet',
  }
}

function sliceLines({ group, slice, rows }: SliceRates) {
  return rows.map(({ reference, other, wins, ties, losses, test }) => ({
    ...{ group, slice: slice.name, system: reference, against: other, wins, ties, losses },
    'p, Holm': test.holm.toPrecision(3),
  }))
}

function sideLine({ group, left, right, ties, rate, score, p }: Recomputed['sides'][number]) {
  return {
    ...{ group, left, right, ties },
    'left of decided, %': rate ? `${percent(rate.rate.share)} (${range(rate.rate.interval)})` : 'not defined',
    'exact p': rate ? rate.p.toPrecision(3) : '',
    'score, %': score ? percent(score.mean) : 'not defined',
    'clustered p': p === null ? '' : p.toPrecision(3),
  }
}

function printPosition({ sides, sideless }: Recomputed): void {
  if (sides.length > 0) table('Position', sides.map(sideLine))
  else console.log('\nPosition: the side on which responses stood is not known.')
  if (sides.length > 0 && sideless > 0) console.log(`Without ${sideless} judgments whose side is not known.`)
}

function printAgreement({ agreement, annotators, models }: Analysis): void {
  for (const [name, { label }] of Object.entries(AGREEMENT_SETS)) {
    const on = agreement[name as AgreementSet]
    if (on) printAgreementOn(label, on)
    else console.log(`\n${label}: no verdict is on an item of it, or the file does not say which items are.`)
  }
  table(
    'Annotators',
    annotators.map(({ code, group, judgments, left, ties, seconds, repeats, checks, accuracy }) => ({
      ...{ code, group, judgments },
      'left, %': left ? percent(left.share) : '',
      'ties, %': ties ? percent(ties.share) : '',
      'median s': seconds === null ? '' : seconds.toFixed(1),
      'Dawid–Skene': accuracy === null ? '' : number(accuracy),
      repeats: `${repeats.same} of ${repeats.judged}`,
      'checks missed': `${checks.missed} of ${checks.judged}`,
    })),
  )
  if (!models.mace.defined) console.log(`MACE: ${models.mace.reason}`)
}

function printAgreementOn(label: string, on: AgreementOn): void {
  const { items, matrix, panel, annotators, pairs, disputed } = on
  const title = (what: string) => `${label} (${items} items judged by two or more): ${what}`
  table(
    title('agreement between groups'),
    matrix.map((pair) => groupLine(on, pair)),
  )
  table(
    title('all annotators of a group together'),
    panel.map(({ group, items: shared, fleiss, alphaNominal, alphaOrdinal, ...ac1 }) => ({
      group: group ?? 'all',
      items: shared,
      Fleiss: coefficient(fleiss),
      'alpha, nominal': coefficient(alphaNominal),
      'alpha, ordinal': coefficient(alphaOrdinal),
      ...ac1Line(on, ac1),
    })),
  )
  table(title('pairs of annotators'), pairs.map(pairLine))
  table(title('annotators, tie-discounted, %'), annotators.map(annotatorLine))
  table(title('items agreed on least'), disputed)
}

function groupLine(on: AgreementOn, { groups, pairs, items, ...rest }: GroupPair) {
  return {
    ...{ groups: groups.join(' – '), 'label pairs': pairs, items },
    'tie-discounted, %': estimate(rest.tieDiscounted, clustered),
    'exact, %': estimate(rest.exact, clustered),
    kappa: coefficient(rest.kappa),
    'linear kappa': coefficient(rest.linearKappa),
    'alpha, ordinal': coefficient(rest.alphaOrdinal),
    ...ac1Line(on, rest),
  }
}

/** With the number of categories beside it: where nobody chose a tie, of two as well. */
function ac1Line({ categories }: AgreementOn, { ac1, ac1OfTwo }: Ac1) {
  return {
    [`AC1, ${categories} categories`]: coefficient(ac1),
    ...(ac1OfTwo && { 'AC1, 2 categories': coefficient(ac1OfTwo) }),
  }
}

function annotatorLine({ code, group, against, plurality, leaveOneOut }: AnnotatorAgreement) {
  const withGroups = against.map((one) => [
    `with ${one.group}`,
    `${estimate(one.agreement, clustered)}, ${one.pairs} pairs`,
  ])
  return {
    ...{ code, group },
    'with plurality': plurality
      ? `${percent(plurality.agreement)} (${range(plurality.interval)}), ${plurality.items} items`
      : '',
    ...Object.fromEntries(withGroups),
    'group without them': leaveOneOut
      ? `${clustered(leaveOneOut.without)}, ${leaveOneOut.without.n} pairs; with them ${percent(leaveOneOut.with.mean)}`
      : '',
  }
}

function clustered({ mean, interval }: ClusteredMean): string {
  return interval ? `${percent(mean)} (${range(interval)})` : percent(mean)
}

function pairLine({ one, other, items, tieDiscounted, interval, exact, kappa, linearKappa }: AnnotatorPair) {
  const withError = (of: typeof kappa) => (of.defined ? `${number(of.value.kappa)} ± ${number(of.value.se)}` : '')
  return {
    ...{ one, other, items },
    'tie-discounted, %': `${percent(tieDiscounted)} (${range(interval)})`,
    'exact, %': percent(exact),
    'kappa, s.e.': withError(kappa),
    'linear kappa, s.e.': withError(linearKappa),
  }
}

function printBias({ bias }: Analysis): void {
  const effect = (of: Analysis['bias']['position']) =>
    estimate(of, ({ effect, interval, p }) => `${number(effect)} (${range(interval, number)}), p ${p.toPrecision(3)}`)
  console.log(`\nEffect of standing left, log-odds: ${effect(bias.position)}`)
  console.log(`Effect of length, log-odds: ${effect(bias.length)}`)
  console.log(
    `Longer preferred: ${estimate(bias.longer, ({ share, interval }) => `${percent(share)} % (${range(interval)})`)}`,
  )
  console.log(
    `Same verdict in both orders: ${estimate(bias.consistency, ({ share, count }) => `${percent(share)} % (${count})`)}`,
  )
  table(`Scores ${controlledWords(bias) || 'without the effects of side and length'}`, bias.controlled)
}

/** Whose verdicts they rest on, where that is not everybody's. */
const by = (whose: Whose) => (whose === 'everybody' ? '' : `, by ${whose}`)

function printStrengths(model: Estimate<ModelStrengths>, whose: Whose): void {
  if (!model.defined) {
    console.log(`\nRatings: ${model.reason}`)
    return
  }
  table(
    `Strengths, ${model.value.model}${by(whose)} (rank: 1 + how many are better beyond doubt)`,
    model.value.systems.map(({ system, strength, interval, bootstrap, rank, ranks }) => ({
      system,
      strength: strength.toFixed(1),
      'by prompt': range(interval, (x) => x.toFixed(1)),
      bootstrap: range(bootstrap, (x) => x.toFixed(1)),
      rank,
      ranks: range(ranks, String),
    })),
  )
}

function estimate<T>(of: Estimate<T>, print: (value: T) => string): string {
  return of.defined ? print(of.value) : `not defined: ${of.reason}`
}

function coefficient(of: Coefficient): string {
  return estimate(of, ({ value, interval }) => `${number(value)}${interval ? ` (${range(interval, number)})` : ''}`)
}
