import { MOST_RESAMPLED, type ModelRatings, type Ratings, type SystemRating } from '@/lib/analysis/deep/ratings'
import { itemsHref } from '@/lib/analysis/item-query'
import type { FigureSource } from '@/lib/exports/figure-source'
import type { Estimate } from '@/lib/stats/estimate'
import { DOT_WIDTH, type DotPanel, dotWhiskerFigure } from '../charts/dot-whisker'
import { wholeNumber } from '../charts/percent'
import { count } from '../ui/count'
import { type About, captionOf, withAbout } from './about'
import { limits, NONE, tableHeads } from './cells'

const whole = (value: number) => value.toFixed(0)

/** The model whose ratings are drawn: Davidson's, which has ties as they are, where it is defined. */
export function shownRatings({ davidson, tiesAsHalf }: Ratings): Estimate<ModelRatings> {
  return davidson.defined ? davidson : tiesAsHalf
}

/** Ratings on the Elo scale, best first; null where no model is defined. Systems without a verdict are named. */
export function ratingsSource(about: About, ratings: Ratings, unjudged: readonly string[]): FigureSource | null {
  const shown = shownRatings(ratings)
  if (!shown.defined) return null
  const { model, systems } = shown.value
  const caption = captionOf(
    about,
    ratingSentence(ratings, shown.value),
    unjudged.length > 0 && `No judgments yet, so no rating: ${unjudged.join(', ')}.`,
  )
  const models = [ratings.davidson, ratings.tiesAsHalf, ratings.raoKupper].flatMap((of) =>
    of.defined ? [of.value] : [],
  )
  const data = models.flatMap((of) => [
    ...of.systems.map((system) => ratingRow(system, of.model, of.model === model)),
    ...unjudged.map((system) => ratingRow({ ...UNRATED, system }, of.model, of.model === model)),
  ])
  return {
    name: 'ratings',
    study: about.study,
    size: DOT_WIDTH,
    draw: (of) =>
      dotWhiskerFigure(
        'Ratings of the systems on the Elo scale, mean 1000, with 95% intervals',
        [ratingPanel(about, systems)],
        {
          ...of,
          notes: [caption],
        },
      ),
    ...withAbout(about, methodOf(ratings), data),
    table: {
      columns: tableHeads(1, ['System', 'Rating', '95%, by prompt', '95%, bootstrap', 'Rank', 'Ranks, bootstrap']),
      rows: [
        ...systems.map(({ system, rating, interval, bootstrap, rank, ranks }) => [
          ...[system, whole(rating), limits(interval, whole), limits(bootstrap, whole) || NONE],
          ...[String(rank), ranks ? [...new Set(ranks)].join(' to ') : NONE],
        ]),
        ...unjudged.map((system) => [system, 'no judgments yet', NONE, NONE, NONE, NONE]),
      ],
    },
    caption,
  }
}

type Rated = Omit<SystemRating, 'rating' | 'se' | 'interval' | 'rank'> & {
  [K in 'rating' | 'se' | 'interval' | 'rank']: SystemRating[K] | null
}

/** A system that no verdict is about. */
const UNRATED = { rating: null, se: null, interval: null, bootstrap: null, rank: null, ranks: null }

function ratingRow({ system, rating, se, interval, bootstrap, rank, ranks }: Rated, model: string, drawn: boolean) {
  return {
    ...{ system, model, drawn, rating, se, rank },
    lower: interval?.[0] ?? null,
    upper: interval?.[1] ?? null,
    bootstrap_lower: bootstrap?.[0] ?? null,
    bootstrap_upper: bootstrap?.[1] ?? null,
    rank_lower: ranks?.[0] ?? null,
    rank_upper: ranks?.[1] ?? null,
  }
}

function methodOf({ rounds }: Ratings): string {
  return rounds === 0
    ? 'sandwich intervals clustered by prompt, 95%'
    : `${wholeNumber(rounds)} bootstrap rounds over prompts, 95% percentile intervals`
}

/** How ranks are made: one model gives another than the next, and the bootstrap others again. */
export const RANKS =
  'Rank: 1 + how many systems are better beyond doubt under the same model, by 1.96 standard errors of the difference clustered by prompt, so that systems that cannot be told apart share one; ranks, bootstrap: those of 95% of the rounds by rating alone.'

const MODELS: Record<string, string> = {
  Davidson: 'Davidson’s model of ties',
  'ties as half': 'Bradley–Terry with ties as half',
}

function ratingSentence({ judgments, prompts, rounds }: Ratings, { model, systems }: ModelRatings): string {
  const drawn =
    rounds === 0
      ? `95% sandwich intervals clustered by prompt; with more than ${MOST_RESAMPLED} systems there is no bootstrap`
      : systems.every(({ bootstrap }) => bootstrap)
        ? `95% percentile intervals of ${wholeNumber(rounds)} bootstrap rounds over prompts`
        : `95% percentile intervals of ${wholeNumber(rounds)} bootstrap rounds over prompts where these are defined, else sandwich intervals clustered by prompt`
  return `Ratings under ${MODELS[model] ?? model}, Elo scale, mean 1000 (dashed); n = ${count(judgments, 'judgment')} on ${count(prompts, 'prompt')}, every judgment counts. Whiskers: ${drawn}. ${RANKS}`
}

const MEAN = 1000

/** Round numbers around all that is drawn and the mean, none of which stands at an end of the axis. */
export function ratingTicks(drawn: readonly number[]): number[] {
  const [least, most] = [Math.min(MEAN, ...drawn), Math.max(MEAN, ...drawn)]
  const step = [25, 50, 100, 200, 400, 1000].find((size) => (most - least) / size <= 7) ?? 4000
  const room = step / 8
  const [low, high] = [Math.floor((least - room) / step), Math.ceil((most + room) / step)]
  return Array.from({ length: high - low + 1 }, (_, k) => (low + k) * step)
}

function ratingPanel({ studyId, criterion }: About, systems: readonly SystemRating[]): DotPanel {
  const rows = systems.map(({ bootstrap, interval, ...row }) => ({ ...row, range: bootstrap ?? interval }))
  const ticks = ratingTicks(rows.flatMap(({ rating, range }) => [rating, ...range]))
  return {
    domain: [ticks[0] as number, ticks.at(-1) as number],
    ticks: ticks.map((at) => ({ at, text: String(at) })),
    reference: MEAN,
    columnTitle: 'Rating',
    rows: rows.map(({ system, rating, range }) => ({
      label: system,
      value: rating,
      interval: range,
      text: whole(rating),
      range: limits(range, whole),
      href: itemsHref(studyId, { system, show: 'counted', criterion }),
    })),
  }
}
