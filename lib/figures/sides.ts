import { orderSides } from '@/lib/agreement/sides'
import { itemsHref } from '@/lib/explorer/item-query'
import { pValue } from '@/lib/numbers/p-value'
import { percent, percentRange, wholeNumber } from '@/lib/numbers/percent'
import type { SideRate } from '@/lib/rates/position'
import { type About, captionOf, withAbout } from './about'
import { NONE, tableHeads, withLimits } from './cells'
import { DOT_WIDTH, type DotPanel, dotWhiskerFigure } from './drawing/dot-whisker'
import type { FigureContent } from './figure'
import { ofAnalysis } from './figure-kind'

/** How often the response shown left was chosen. */
export const sides = ofAnalysis({ name: 'sides', title: 'Left side' }, ({ about, analysis, study }) =>
  sidesFigure(about, orderSides(study, analysis.sides)),
)

/** How often the response shown left was chosen, a row for each group; null where nothing was decided. */
function sidesFigure(about: About, sides: readonly SideRate[]): FigureContent | null {
  const panel = sidePanel(about, sides)
  if (!panel) return null
  const decided = sides.reduce((sum, { left, right }) => sum + left + right, 0)
  const caption = captionOf(
    about,
    `Share of decided verdicts (ties left out) that chose the response shown left; n = ${wholeNumber(decided)} decided, every judgment counts.`,
    '95% Wilson intervals. Dashed: no position effect.',
  )
  const data = sides.map(({ group, left, right, ties, rate, score, p }) => ({
    ...{ group, left, right, ties },
    left_share: rate?.rate.share ?? null,
    left_lower: rate?.rate.interval[0] ?? null,
    left_upper: rate?.rate.interval[1] ?? null,
    exact_p: rate?.p ?? null,
    left_score: score?.mean ?? null,
    left_score_se: score?.se ?? null,
    clustered_p: p,
  }))
  const name = 'Share of decided verdicts that chose the response shown left, in percent, with 95% Wilson intervals'
  return {
    study: about.study,
    size: DOT_WIDTH,
    draw: (of) => dotWhiskerFigure(name, [panel], { ...of, notes: [caption] }),
    ...withAbout(about, 'Wilson score interval, 95%, two-sided', data),
    table: {
      columns: tableHeads(1, ['Group', 'Left', 'Right', 'Ties', 'Left, %', 'Exact p']),
      rows: sides.map(({ group, left, right, ties, rate }) => [
        ...[group, String(left), String(right), String(ties)],
        rate ? withLimits(percent(rate.rate.share), percentRange(rate.rate.interval)) : NONE,
        rate ? pValue(rate.p) : NONE,
      ]),
    },
    caption,
  }
}

function sidePanel({ studyId, criterion }: About, sides: readonly SideRate[]): DotPanel | null {
  const rows = sides.flatMap(({ group, rate }) => (rate ? [{ label: group, ...rate.rate }] : []))
  if (rows.length === 0) return null
  const limits = rows.flatMap(({ interval }) => interval)
  // Even stands in the middle, so that no side looks preferred because of the axis.
  const far = Math.max(...limits.map((limit) => Math.abs(limit - 0.5)))
  const step = [0.05, 0.1, 0.25].find((size) => far <= 3 * size) ?? 0.25
  const steps = Math.min(0.5 / step, Math.max(2, Math.ceil(far / step - 1e-9)))
  const ticks = Array.from({ length: 2 * steps + 1 }, (_, k) => 0.5 + (k - steps) * step)
  return {
    domain: [0.5 - steps * step, 0.5 + steps * step],
    ticks: ticks.map((at, index) => ({ at, text: `${Math.round(100 * at)}${index === 0 ? '%' : ''}` })),
    reference: 0.5,
    columnTitle: 'Left chosen, %',
    rows: rows.map(({ label, share, interval }) => ({
      label,
      value: share,
      interval,
      text: percent(share),
      range: percentRange(interval),
      // A share of none rests on those that it is a share of.
      href: itemsHref(studyId, {
        group: label,
        ...(share === 0 ? { outcome: 'decided' } : { chosen: 'left' }),
        criterion,
      }),
    })),
  }
}
