import { rng } from '@/lib/rng'
import { type DawidSkene, type DawidSkeneOptions, dawidSkene } from '@/lib/stats/dawid-skene'
import { type Estimate, mapEstimate } from '@/lib/stats/estimate'
import { type Mace, mace } from '@/lib/stats/mace'
import { ratedItems } from './items'
import { perStudy } from './per-study'
import type { Study } from './study'
import type { Compute, Family } from './types'

const ITERATIONS_25: DawidSkeneOptions = { iterations: 25 }
const CONVERGED: DawidSkeneOptions = {}

type Fit = (study: Study) => Estimate<DawidSkene>

function annotatorModel(fitOf: Fit, pick: (fit: DawidSkene, study: Study, names: string[]) => unknown): Compute {
  return (study, { annotators }) => {
    const names = Array.isArray(annotators) ? annotators : []
    return mapEstimate(fitOf(study), (value) => pick(value, study, names))
  }
}

function byName<T>(values: readonly T[], study: Study, names: readonly string[]): (T | undefined)[] {
  return names.map((name) => values[study.annotators.findIndex(({ id }) => id === name)])
}

/** How many items are most likely of each class. */
function argmaxCounts(posterior: readonly number[][]): number[] {
  const counts = (posterior[0] ?? []).map(() => 0)
  for (const item of posterior) {
    const best = item.indexOf(Math.max(...item))
    counts[best] = (counts[best] ?? 0) + 1
  }
  return counts
}

function family(prefix: string, options: DawidSkeneOptions): Family {
  const fit = perStudy((study) => dawidSkene(ratedItems(study), study.annotators.length, options))
  return {
    [`${prefix}_annotator_accuracy`]: annotatorModel(fit, ({ accuracy }, study, names) =>
      byName(accuracy, study, names),
    ),
    [`${prefix}_label_counts_argmax`]: annotatorModel(fit, ({ posterior }) => argmaxCounts(posterior)),
    [`${prefix}_loglik`]: annotatorModel(fit, ({ logLikelihood }) => logLikelihood),
    [`${prefix}_posterior_first20`]: annotatorModel(fit, ({ posterior }) => posterior.slice(0, 20)),
    [`${prefix}_prior`]: annotatorModel(fit, ({ prior }) => prior),
  }
}

const maceFit = perStudy((study) =>
  mace(ratedItems(study), study.annotators.length, rng(20_230_518, 'golden').below, { starts: 30 }),
)

function maceOf(pick: (fit: Mace, study: Study, names: string[]) => unknown): Compute {
  return (study, { annotators }) =>
    mapEstimate(maceFit(study), (value) => pick(value, study, Array.isArray(annotators) ? annotators : []))
}

/** Models of annotators. */
export const quality: Family = {
  ...family('dawid_skene_iter25', ITERATIONS_25),
  ...family('dawid_skene_converged', CONVERGED),
  mace_best_loglik: maceOf(({ logLikelihood }) => logLikelihood),
  mace_label_counts_argmax: maceOf(({ posterior }) => argmaxCounts(posterior)),
  mace_competence: maceOf(({ competence }, study, names) =>
    mapEstimate(competence, (all) => byName(all, study, names)),
  ),
}
