import { type ItemQuery, itemsHref } from '@/lib/explorer/item-query'
import { count } from '@/lib/numbers/count'
import { pEquals } from '@/lib/numbers/p-value'
import { percent, percentRange } from '@/lib/numbers/percent'
import type { Bias, BiasEffect } from '@/lib/rankings/bias'
import type { Estimate } from '@/lib/stats/estimate'
import type { Share } from '@/lib/stats/shares'
import { type About, captionOf, withAbout } from './about'
import { limits, NONE, signed, tableHeads, withLimits } from './cells'
import { DOT_WIDTH, type DotPanel, type DotRow, dotWhiskerFigure } from './drawing/dot-whisker'
import type { FigureContent } from './figure'
import { ofAnalysis } from './figure-kind'

const two = (value: number) => signed(value, 2)
const EFFECTS = 'Effect on the log-odds'
const SCORES = 'Scores, controlled'

/** Effects of side and length. */
export const effects = ofAnalysis({ name: 'effects', title: 'Side and length' }, ({ about, analysis }) =>
  effectsFigure(about, analysis.bias, analysis.strengths.whose === 'people'),
)

/** What side and length have to do with the verdicts, and scores without them; null where nothing is known of either. */
function effectsFigure(about: About, bias: Bias, isOfPeople: boolean): FigureContent | null {
  const panels = [effectPanel(about, bias), sharePanel(about, bias), scorePanel(about, bias)].filter(
    ({ rows }) => rows.length > 0,
  )
  if (panels.length === 0) return null
  const caption = captionOf(
    about,
    `How verdicts go with side and length; n = ${count(bias.judgments, 'judgment')}, ${isOfPeople ? 'every judgment counts that people gave; models’ own effects are on the page Judges' : 'every judgment counts'}.`,
    'Effects on the log-odds in the Bradley–Terry model with ties as half: 95% intervals and p clustered by prompt. Shares: 95% Wilson intervals.',
    bias.controlled.length > 0 &&
      `Scores of the first system, ties as half: ● ${controlledWords(bias)}, ○ as it is, each with its 95% interval clustered by prompt. An association: longer may be better.`,
  )
  const rows = rowsOf(bias)
  return {
    study: about.study,
    size: DOT_WIDTH + 200,
    draw: (of) =>
      dotWhiskerFigure('Effects of side and length, with 95% intervals', panels, { ...of, notes: [caption] }),
    ...withAbout(about, '95%: clustered by prompt; shares: Wilson score interval', rows),
    table: {
      columns: tableHeads(1, ['What', 'Estimate', 'p', 'As it is, %']),
      rows: panels.flatMap(({ title, rows: drawn }) =>
        drawn.map(({ label, text, range, after = NONE }) => [
          ...[[label].flat().join(' v '), withLimits(text, range)],
          ...[title === EFFECTS ? after : NONE, title === SCORES ? after : NONE],
        ]),
      ),
    },
    caption,
  }
}

/** What the controlled scores are without. */
export function controlledWords({ controlledFor }: Pick<Bias, 'controlledFor'>): string {
  return controlledFor.map((what) => (what === 'length' ? 'at equal length' : 'without a side')).join(' and ')
}

function effectRow(label: string, of: Estimate<BiasEffect>, href: string): DotRow[] {
  if (!of.defined) return []
  const { effect, interval, p } = of.value
  return [{ label, value: effect, interval, text: two(effect), range: limits(interval, two), after: pEquals(p), href }]
}

function effectPanel({ studyId, criterion }: About, { position, length }: Bias): DotPanel {
  const href = itemsHref(studyId, { show: 'counted', criterion })
  const rows = [...effectRow('Standing left', position, href), ...effectRow('Being longer', length, href)]
  const most = Math.max(0.1, ...rows.flatMap(({ value, interval }) => [value, ...(interval ?? [])].map(Math.abs)))
  const step = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10].find((size) => most / size <= 3) ?? most
  const reach = Math.ceil(most / step) * step
  const ticks = Array.from({ length: Math.round((2 * reach) / step) + 1 }, (_, k) => k * step - reach)
  return {
    title: EFFECTS,
    domain: [-reach, reach],
    ticks: ticks.map((at) => ({ at, text: signed(at, step < 0.1 || step === 0.25 ? 2 : step < 1 ? 1 : 0) })),
    reference: 0,
    columnTitle: 'Log-odds',
    afterTitle: 'p, by prompt',
    rows,
  }
}

const PERCENT_TICKS = [0, 0.25, 0.5, 0.75, 1].map((at) => ({
  at,
  text: `${100 * at}${at === 0 || at === 1 ? '%' : ''}`,
}))

function shareRow(label: string, of: Estimate<Share>, after: (count: Share) => string, href: string): DotRow[] {
  if (!of.defined) return []
  const { share, interval } = of.value
  const text = { text: percent(share), range: percentRange(interval), after: after(of.value) }
  return [{ label, value: share, interval, ...text, href }]
}

function sharePanel({ studyId, criterion }: About, { longer, consistency, swaps }: Bias): DotPanel {
  const open = (query: Partial<ItemQuery>) => itemsHref(studyId, { ...query, criterion })
  const chosen =
    longer.defined && longer.value.count === 0 ? { outcome: 'decided' as const } : { chosen: 'longer' as const }
  const judged = swaps.consistent + swaps.firstTwice + swaps.secondTwice + swaps.other
  return {
    title: 'Shares of verdicts',
    domain: [0, 1],
    ticks: PERCENT_TICKS,
    reference: 0.5,
    columnTitle: 'Share, %',
    afterTitle: 'Count',
    rows: [
      ...shareRow('The longer preferred', longer, ({ count: n }) => count(n, 'verdict'), open(chosen)),
      ...shareRow(
        'Same in both orders',
        consistency,
        ({ count: same }) => `${same} of ${judged}`,
        open({ show: 'again' }),
      ),
    ],
  }
}

function scorePanel({ studyId, criterion }: About, { controlled }: Bias): DotPanel {
  return {
    title: SCORES,
    domain: [0, 1],
    ticks: PERCENT_TICKS,
    reference: 0.5,
    columnTitle: '● Controlled, %',
    afterTitle: '○ As it is, %',
    rows: controlled.map(({ first, second, raw, rawInterval, controlled: score, controlledInterval }) => ({
      label: [first, second] as const,
      value: score,
      interval: controlledInterval,
      text: percent(score),
      range: percentRange(controlledInterval),
      second: { value: raw, interval: rawInterval },
      href: itemsHref(studyId, { system: first, against: second, show: 'counted', criterion }),
      after: withLimits(percent(raw), rawInterval ? percentRange(rawInterval) : ''),
    })),
  }
}

function rowsOf({ position, length, longer, consistency, controlled }: Bias): object[] {
  const row = (what: string, value: number, interval: readonly [number, number] | null, p: number | null = null) => ({
    ...{ what, estimate: value, lower: interval?.[0] ?? null, upper: interval?.[1] ?? null, p },
  })
  const effect = (what: string, of: Estimate<BiasEffect>) =>
    of.defined ? [row(what, of.value.effect, of.value.interval, of.value.p)] : []
  const share = (what: string, of: Estimate<Share>) =>
    of.defined ? [row(what, of.value.share, of.value.interval)] : []
  return [
    ...effect('log-odds of standing left', position),
    ...effect('log-odds of being longer', length),
    ...share('share of decided verdicts for the longer', longer),
    ...share('share of verdicts the same in both orders', consistency),
    ...controlled.flatMap((of) => [
      row(`score of ${of.first} against ${of.second}`, of.raw, of.rawInterval),
      row(`score of ${of.first} against ${of.second}, controlled`, of.controlled, of.controlledInterval),
    ]),
  ]
}
