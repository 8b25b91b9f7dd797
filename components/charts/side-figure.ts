import type { SideRate } from '@/lib/analysis/position'
import { type DotOptions, dotWhiskerFigure } from './dot-whisker'
import { percent, percentRange } from './percent'

/** Share of decided verdicts for the response shown left, one row a group, as SVG; null where nothing was decided. */
export function sideFigure(
  sides: readonly SideRate[],
  options: Pick<DotOptions, 'look' | 'width' | 'notes'> = {},
): string | null {
  const rows = sides.flatMap(({ group, rate }) => (rate ? [{ label: group, ...rate.rate }] : []))
  if (rows.length === 0) return null
  const limits = rows.flatMap(({ interval }) => interval)
  // Even stands in the middle, so that no side looks preferred because of the axis.
  const reach = Math.min(0.5, Math.max(0.1, Math.ceil(20 * Math.max(...limits.map((x) => Math.abs(x - 0.5)))) / 20))
  const step = reach > 0.25 ? 0.25 : reach > 0.1 ? 0.1 : 0.05
  const ticks = [-2, -1, 0, 1, 2].map((k) => 0.5 + k * step).filter((at) => Math.abs(at - 0.5) <= reach + 1e-9)
  return dotWhiskerFigure(
    rows.map(({ label, share, interval }) => ({
      label,
      value: share,
      interval,
      text: percent(share),
      range: percentRange(interval),
    })),
    {
      ...options,
      name: 'Share of decided verdicts that chose the response shown left, in percent, with 95% Wilson intervals',
      domain: [0.5 - reach, 0.5 + reach],
      ticks: ticks.map((at, index) => ({ at, text: `${Math.round(100 * at)}${index === 0 ? '%' : ''}` })),
      reference: 0.5,
      columnTitle: 'Left chosen, %',
    },
  )
}
