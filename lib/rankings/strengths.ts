import type { JudgmentColumns } from '@/lib/records/judgment-columns'
import { rng } from '@/lib/rng'
import { bootstrapStrengths, rankIntervals, strengthIntervals } from '@/lib/stats/bootstrap-strengths'
import { type Estimate, mapEstimate, notDefined, valueOrNull } from '@/lib/stats/estimate'
import { fitPairModel } from '@/lib/stats/fit-pair-model'
import type { Interval } from '@/lib/stats/interval'
import { onlineElo } from '@/lib/stats/online-elo'
import { pairCovariance } from '@/lib/stats/pair-covariance'
import { comparedGroups, type NoEstimate, pairModelExistence } from '@/lib/stats/pair-existence'
import { davidson, type PairModel, raoKupper, tiesAsHalf } from '@/lib/stats/pair-model'
import { countPairRows, type PairRows, poolClusters } from '@/lib/stats/pair-rows'
import { drawMultiplicities } from '@/lib/stats/resampling'
import { significantRanks } from '@/lib/stats/strength-ranks'
import { type EloStrength, strengthScale } from '@/lib/stats/strength-scale'
import type { peopleAndModels } from './people-and-models'

/** A system's strength under one model: Elo scale, mean 1000; sandwich interval by prompt, and the bootstrap's. */
export type SystemStrength = EloStrength & {
  system: string
  bootstrap: Interval | null
  ranks: Interval | null
  /** 1 + how many systems are better beyond doubt. */
  rank: number
}

export type ModelStrengths = { model: PairModel['name']; logLikelihood: number; aic: number; systems: SystemStrength[] }

/** A pair that was compared: how often, and with what outcome. */
export type Edge = { first: string; second: string; wins: number; ties: number; losses: number }

/** Whose verdicts strengths are of: everybody's, or people's and models' apart. */
export type Whose = 'everybody' | 'people' | 'models'

export type Strengths = {
  whose: Whose
  davidson: Estimate<ModelStrengths>
  tiesAsHalf: Estimate<ModelStrengths>
  raoKupper: Estimate<ModelStrengths>
  /** Systems by the groups that were compared with each other. */
  components: string[][]
  edges: Edge[]
  /** Depends on the order of judging; for comparison only. */
  elo: { system: string; strength: number }[]
  /** Of the bootstrap; 0 above `MOST_RESAMPLED` systems. */
  rounds: number
  prompts: number
  judgments: number
}

export const STRENGTH_ROUNDS = 1000

/** A refit costs the third power of the systems: above this many, intervals are the sandwich's alone. */
export const MOST_RESAMPLED = 150

/**
 * Strengths by people, and by models apart: they are two kinds of measurement of the same systems. Where models alone judged,
 * strengths are theirs. `told` hears of the progress, in rounds of one of them.
 */
export function strengthsApart(
  input: JudgmentColumns,
  { people, models }: ReturnType<typeof peopleAndModels>,
  told: (done: number) => void,
): { strengths: Strengths; modelStrengths: Strengths | null } {
  if (!people || !models) {
    const whose = models ? 'models' : 'everybody'
    const strengths = measureStrengths(people ?? models ?? input, told)
    return { strengths: { ...strengths, whose }, modelStrengths: null }
  }
  const strengths = measureStrengths(people, (done) => told(Math.floor(done / 2)))
  const modelStrengths = measureStrengths(models, (done) => told(STRENGTH_ROUNDS + Math.floor(done / 2)))
  return { strengths: { ...strengths, whose: 'people' }, modelStrengths: { ...modelStrengths, whose: 'models' } }
}

/** Strengths of all systems with a bootstrap by prompt; `told` hears of its progress, in rounds. */
export function measureStrengths(
  input: JudgmentColumns,
  told: (done: number) => void,
  wanted = STRENGTH_ROUNDS,
): Strengths {
  const rounds = input.systems.length > MOST_RESAMPLED ? 0 : wanted
  const rows = countPairRows(judgmentsOf(input), input.systems.length)
  const fitted = (model: PairModel, resample: boolean, before: number) => {
    const drawn = drawPrompts(input.seed, rows.clusters, resample ? rounds : 0)
    return strengthsUnder(model, rows, input, drawn, (done) => told(before + done))
  }
  const elo = onlineElo(judgmentsOf(input), input.systems.length)
  return {
    whose: 'everybody',
    davidson: fitted(davidson, true, 0),
    tiesAsHalf: fitted(tiesAsHalf, true, rounds),
    raoKupper: fitted(raoKupper, false, 2 * rounds),
    components: comparedGroups(rows).map((group) => group.map((system) => input.systems[system] as string)),
    edges: edgesOf(rows, input.systems),
    elo: input.systems.map((system, k) => ({ system, strength: elo[k] as number })),
    rounds,
    prompts: rows.clusters,
    judgments: rows.counts.reduce((sum, count) => sum + count, 0),
  }
}

/** The same resamples of prompts each time, drawn one by one: together, those of many prompts are hundreds of megabytes. */
function* drawPrompts(seed: number, prompts: number, rounds: number): Generator<Float64Array> {
  // The word that they were first drawn by: another would draw others, and move every interval.
  const { below } = rng(seed, 'ratings')
  for (let round = 0; round < rounds; round++) yield drawMultiplicities(prompts, below)
}

function* judgmentsOf({ rows, items }: JudgmentColumns) {
  for (let r = 0; r < rows.item.length; r++) {
    if (rows.repeat[r]) continue
    yield {
      first: rows.first[r] as number,
      second: rows.second[r] as number,
      score: 1 - (rows.category[r] as number) / 2,
      cluster: items[rows.item[r] as number]?.prompt as number,
    }
  }
}

const CHUNK = 50

function strengthsUnder(
  model: PairModel,
  rows: PairRows,
  input: JudgmentColumns,
  drawn: Iterable<Float64Array>,
  told: (done: number) => void,
): Estimate<ModelStrengths> {
  const existence = pairModelExistence(rows, model.tieStart !== null)
  if (!existence.exists) return notDefined(reasonOf(existence, input.systems))
  // Errors by prompt would be 0: the one prompt's judgments explain themselves.
  if (rows.clusters < 2) return notDefined('Strengths need judgments on at least two prompts.')
  return mapEstimate(fitPairModel(model, rows), (fit) => {
    const covariance = pairCovariance(fit, rows, 'cluster')
    const scale = strengthScale(fit.theta, covariance)
    const ranks = significantRanks(fit.theta, covariance)
    const counted = { done: 0 }
    const thetas = bootstrapStrengths(model, rows, tell(drawn, counted, told))
    const intervals = strengthIntervals(thetas, input.systems.length)
    const rankRanges = rankIntervals(thetas, input.systems.length)
    const systems = input.systems.map((system, k) => ({
      system,
      ...(scale[k] as EloStrength),
      bootstrap: valueOrNull(intervals[k] as Estimate<{ interval: Interval }>)?.interval ?? null,
      ranks: valueOrNull(rankRanges[k] as Estimate<Interval>),
      rank: ranks[k] as number,
    }))
    return {
      model: model.name,
      logLikelihood: fit.logLikelihood,
      aic: fit.aic,
      systems: systems.sort((a, b) => b.strength - a.strength),
    }
  })
}

const MOST_NAMED = 12

/** Why there is no strength, with the systems that it is about: of one without a win everybody asks which. */
function reasonOf({ cause, reason, groups }: NoEstimate, systems: readonly string[]): string {
  if (cause !== 'dominated') return reason
  const named = groups.slice(0, MOST_NAMED).map((group) => {
    const names = group.map((system) => systems[system] as string)
    return names.length > MOST_NAMED ? `${names.length} systems` : names.join(', ')
  })
  const more = groups.length > MOST_NAMED ? ` > ${groups.length - MOST_NAMED} groups more` : ''
  return `${reason} From best to worst, those alike together: ${named.join(' > ')}${more}.`
}

/** Passes resamples on, and says how many every now and then. */
function* tell(drawn: Iterable<Float64Array>, counted: { done: number }, told: (done: number) => void) {
  for (const multiplicities of drawn) {
    yield multiplicities
    counted.done++
    if (counted.done % CHUNK === 0) told(counted.done)
  }
}

function edgesOf(rows: PairRows, systems: readonly string[]): Edge[] {
  const pooled = poolClusters(rows)
  return Array.from(pooled.first, (first, r) => ({
    first: systems[first] as string,
    second: systems[pooled.second[r] as number] as string,
    wins: pooled.counts[3 * r] as number,
    ties: pooled.counts[3 * r + 1] as number,
    losses: pooled.counts[3 * r + 2] as number,
  })).sort((a, b) => (a.first + a.second < b.first + b.second ? -1 : 1))
}
