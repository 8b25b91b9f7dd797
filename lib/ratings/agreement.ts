import { rng } from '@/lib/rng'
import {
  exactMatch,
  linearWeights,
  quadraticWeights,
  type Similarity,
  scoreDistance,
} from '@/lib/stats/agreement-weights'
import { bootstrapAlpha } from '@/lib/stats/bootstrap-alpha'
import { chanceCorrectedAgreement } from '@/lib/stats/chance-corrected-agreement'
import { meanByCluster, sumByCluster } from '@/lib/stats/clustered-mean'
import { congerKappa } from '@/lib/stats/conger-kappa'
import { type Estimate, mapEstimate, notDefined, valueOrNull } from '@/lib/stats/estimate'
import { COEFFICIENT, cutTo, type Interval, SHARE, Z95 } from '@/lib/stats/interval'
import { type AlphaLevel, krippendorffAlpha } from '@/lib/stats/krippendorff-alpha'
import { itemAgreement } from '@/lib/stats/pair-agreement'
import { intraclassCorrelation } from '@/lib/stats/rating/intraclass-correlation'
import { countCategories } from '@/lib/stats/ratings'
import type { ResponseRatings } from './rated-responses'
import type { RatingTable } from './rating-table'

/** A coefficient with its interval; the interval is null where there is none, or where the data leave it open. */
export type Coefficient = Estimate<{ value: number; interval: Interval | null }>

/** Ways to say how far annotators agree about single responses, or turns of them. */
export const MEASURES = {
  exact: 'Exact agreement',
  distance: 'Mean distance of scores',
  kappa: 'κ, nominal',
  kappaLinear: 'κ, linear weights',
  kappaQuadratic: 'κ, quadratic weights',
  alphaNominal: 'α, nominal',
  alphaOrdinal: 'α, ordinal',
  alphaInterval: 'α, interval',
  ac1: 'AC1',
  ac2Linear: 'AC2, linear weights',
  ac2Quadratic: 'AC2, quadratic weights',
  icc: 'ICC(2,1)',
  iccMean: 'ICC(2,k)',
} as const

export type Measure = keyof typeof MEASURES

/** How far annotators agree about responses (or turns): each one's first rating of each. */
export type RatingAgreement = {
  /** Responses (or turns) that two or more rated, and the pairs of ratings on them. */
  items: number
  pairs: number
  measures: Record<Measure, Coefficient>
}

export const AGREEMENT_ROUNDS = 600

/** Agreement of all annotators whose ratings these are. */
export function measureRatings(table: RatingTable, rated: ResponseRatings): RatingAgreement {
  const { options, seed } = table
  const { items, prompts } = rated
  const [q, scores] = [options.length, options.map(({ score }) => score)]
  const counts = countCategories(items, q)
  const clustered = (similarity: Similarity, range: Interval | null): Coefficient =>
    mapEstimate(
      meanByCluster(
        sumByCluster(
          items.map((item) => itemAgreement(item, similarity)),
          prompts,
        ),
      ),
      ({ mean, interval }) => ({ value: mean, interval: range ? cutTo(interval, range) : interval }),
    )
  const distances = scoreDistance(scores)
  const alphas = alphaIntervals(seed, countByPrompt(counts, prompts), scores)
  const alpha = (level: AlphaLevel): Coefficient =>
    mapEstimate(krippendorffAlpha(counts, level, scores), (value) => ({ value, interval: alphas.get(level) ?? null }))
  const gwet = (weights?: number[][]): Coefficient =>
    q < 2 ? ONE_OPTION : mapEstimate(chanceCorrectedAgreement(counts, 'gwet', weights), withError)
  const kappa = (weights?: number[][]): Coefficient =>
    q < 2 ? ONE_OPTION : mapEstimate(congerKappa(items, q, weights), (value) => ({ value, interval: null }))
  const icc = correlations(table, rated, scores)
  return {
    items: items.filter((item) => item.length > 1).length,
    pairs: items.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0),
    measures: {
      exact: clustered(exactMatch, SHARE),
      distance: clustered(distances, null),
      kappa: kappa(),
      kappaLinear: kappa(linearWeights(q)),
      kappaQuadratic: kappa(quadraticWeights(q)),
      alphaNominal: alpha('nominal'),
      alphaOrdinal: alpha('ordinal'),
      alphaInterval: alpha('interval'),
      ac1: gwet(),
      ac2Linear: gwet(linearWeights(q)),
      ac2Quadratic: gwet(quadraticWeights(q)),
      ...icc,
    },
  }
}

const ONE_OPTION = notDefined('One option only was offered.')

function withError({ coefficient, se }: { coefficient: number; se: number | null }) {
  const limits: Interval | null = se === null ? null : [coefficient - Z95 * se, coefficient + Z95 * se]
  return { value: coefficient, interval: cutTo(limits, COEFFICIENT) }
}

/** Counts of the responses of each prompt, prompts in their order. */
function countByPrompt(counts: readonly number[][], prompts: readonly number[]): number[][][] {
  const byPrompt = new Map<number, number[][]>()
  counts.forEach((item, index) => {
    const own = byPrompt.get(prompts[index] as number) ?? []
    byPrompt.set(prompts[index] as number, own)
    own.push(item)
  })
  return [...byPrompt].sort(([one], [other]) => one - other).map(([, own]) => own)
}

const LEVELS = ['nominal', 'ordinal', 'interval'] as const

function alphaIntervals(seed: number, clusters: number[][][], scores: number[]): Map<AlphaLevel, Interval> {
  const { below } = rng(seed, 'alpha of ratings')
  const found = bootstrapAlpha(clusters, LEVELS, below, AGREEMENT_ROUNDS, scores)
  return new Map(
    LEVELS.flatMap((level, index) => {
      const summary = found[index]
      return summary?.defined ? [[level, summary.value.interval] as const] : []
    }),
  )
}

/** Where every annotator rated every response, or turn. */
function correlations(
  { annotators, annotator }: RatingTable,
  { items }: ResponseRatings,
  scores: readonly number[],
): Record<'icc' | 'iccMean', Coefficient> {
  const judging = new Set(annotator)
  const isNamed = [...judging].every((who) => annotators[who]?.code !== '')
  if (!isNamed || !items.every((item) => item.length === judging.size)) {
    const incomplete = notDefined('Not every annotator rated every response.')
    return { icc: incomplete, iccMean: incomplete }
  }
  const found = intraclassCorrelation(
    items.map((item) =>
      [...item].sort((a, b) => a.annotator - b.annotator).map(({ category }) => scores[category] as number),
    ),
  )
  const of = (which: 'single' | 'average'): Coefficient => {
    if (!found.defined) return found
    const value = valueOrNull(found)?.[which]
    return value ? { defined: true, value } : notDefined('The spread of the scores leaves it open.')
  }
  return { icc: of('single'), iccMean: of('average') }
}
