import type { SystemRating } from '@/lib/analysis/deep/ratings'
import { type DotOptions, dotWhiskerFigure } from './dot-whisker'

/** Ratings on the Elo scale, best first, with the bootstrap's intervals by prompt (or the sandwich's where it has none). */
export function ratingFigure(
  systems: readonly SystemRating[],
  options: Pick<DotOptions, 'look' | 'width' | 'notes'> = {},
): string {
  const rows = systems.map(({ system, rating, interval, bootstrap }) => ({
    system,
    rating,
    range: bootstrap ?? interval,
  }))
  const limits = rows.flatMap(({ rating, range }) => [rating, ...range])
  const step =
    [25, 50, 100, 200, 400, 1000].find((size) => (Math.max(...limits) - Math.min(...limits)) / size <= 7) ?? 4000
  const low = Math.floor(Math.min(...limits) / step) * step
  const high = Math.max(low + step, Math.ceil(Math.max(...limits) / step) * step)
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, k) => low + k * step)
  return dotWhiskerFigure(
    rows.map(({ system, rating, range }) => ({
      label: system,
      value: rating,
      interval: range,
      text: rating.toFixed(0),
      range: range.map((limit) => limit.toFixed(0)).join(' to '),
    })),
    {
      ...options,
      name: 'Ratings of the systems on the Elo scale, mean 1000, with 95% intervals',
      domain: [low, high],
      ticks: ticks.map((at) => ({ at, text: String(at) })),
      reference: 1000,
      columnTitle: 'Rating',
    },
  )
}
