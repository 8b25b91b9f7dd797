import { ratingCaption } from '@/components/charts/rating-caption'
import { ratingFigure } from '@/components/charts/rating-figure'
import { readDeepPage } from '@/lib/analysis/deep/page-deep'
import type { Access } from '@/lib/auth/access'
import { AppError } from '@/lib/errors'
import { type FigureSource, noSuchFigure } from '@/lib/exports/figure-file'
import { fileStem } from '@/lib/server/stream'

/** Ratings as a file, once they are computed. */
export async function ratingsSource(access: Access<'study:results'>, criterion: number): Promise<FigureSource> {
  const { study, deep } = await readDeepPage(access, criterion)
  if (deep?.state === 'running')
    throw new AppError('conflict', { message: 'The ratings are being computed. Try again in a moment.' })
  if (deep?.state !== 'done') return noSuchFigure()
  const { ratings } = deep.deep
  const shown = ratings.davidson.defined ? ratings.davidson : ratings.tiesAsHalf
  if (!shown.defined) throw new AppError('conflict', { message: `There is no rating. ${shown.reason}` })
  const { model, systems } = shown.value
  const simulated = `Simulated: ${study.simulated} of ${study.annotators} annotators were simulated.`
  const notes = [ratingCaption(ratings, shown.value), `Computed on ${deep.at.toISOString().slice(0, 10)}.`]
  if (study.simulated > 0) notes.push(simulated)
  const limits = (interval: readonly number[] | null) => (interval ? interval.map((x) => x.toFixed(0)).join('–') : '–')
  const rows = systems.map(({ system, rating, se, interval, bootstrap, rank, ranks }) => ({
    ...{ system, model, rating, se, rank },
    lower: interval[0],
    upper: interval[1],
    bootstrap_lower: bootstrap?.[0] ?? null,
    bootstrap_upper: bootstrap?.[1] ?? null,
    rank_lower: ranks?.[0] ?? null,
    rank_upper: ranks?.[1] ?? null,
  }))
  return {
    stem: `${fileStem(study.title)}-ratings`,
    title: 'Ratings',
    svg: ratingFigure(systems, { look: 'print', notes }),
    columns: Object.keys(rows[0] ?? {}),
    rows,
    table: {
      columns: ['System', 'Rating', '95%', 'Bootstrap', 'Rank'].map((head, index) => ({
        head,
        align: index ? 'r' : 'l',
      })),
      rows: systems.map(({ system, rating, interval, bootstrap, rank }) => [
        ...[system, rating.toFixed(0), limits(interval), limits(bootstrap), String(rank)],
      ]),
    },
    caption: notes.join(' '),
  }
}
