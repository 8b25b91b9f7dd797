import {
  exactMatch,
  identityWeights,
  linearWeights,
  type Similarity,
  tieDiscounted,
} from '@/lib/stats/agreement-weights'
import { cohenKappa } from '@/lib/stats/cohen-kappa'
import { type Estimate, mapEstimate, valueOrNull } from '@/lib/stats/estimate'
import {
  type AgreementDifference,
  agreementDifference,
  type ParityItem,
  parityItem,
  resampledDifference,
} from '@/lib/stats/parity/agreement-difference'
import {
  alternativeAnnotatorTest,
  meanTieDiscounted,
  minusRootMeanSquare,
  shareEqual,
} from '@/lib/stats/parity/alternative-annotator-test'
import { equivalenceTest } from '@/lib/stats/parity/equivalence-test'
import { agreementWithPlurality, type PluralityAgreement } from '@/lib/stats/plurality-agreement'
import { keepAnnotators } from '@/lib/stats/ratings'
import { countMultiplicities, summariseReplicates } from '@/lib/stats/resampling'
import { shareOf } from '@/lib/stats/shares'
import { itemsOfStudy } from './items'
import { listsIn } from './lists-in'
import { systemsOfJudge } from './parity-systems'
import { withLimits } from './ratings'
import type { Study } from './study'
import type { Args, Case, Compute, Family } from './types'

const numberOf = (study: Study, id = '') => study.annotators.findIndex((one) => one.id === id)

function peopleOf(study: Study, { humans = [] }: Args): (annotator: number) => boolean {
  const numbers = new Set(humans.map((id) => numberOf(study, id)))
  return (annotator) => numbers.has(annotator)
}

type Common = ParityItem & { prompt: number; name: string[] }

/** Items that the judge and two people or more judged, in order of first appearance. */
function commonItems(study: Study, args: Args, similarity: Similarity = tieDiscounted): Common[] {
  return itemsOfStudy(study).flatMap(({ prompt, low, high, ratings }) => {
    const found = parityItem(ratings, numberOf(study, args.judge), peopleOf(study, args), similarity)
    const name = [study.prompts[prompt]?.id, study.systems[low], study.systems[high]] as string[]
    return found ? [{ ...found, prompt, name }] : []
  })
}

const SIMILARITIES = { tda: tieDiscounted, exact: exactMatch } as const
type Name = keyof typeof SIMILARITIES

function byItem(name: Name, pick: (found: AgreementDifference) => unknown): Compute {
  return (study, args) => mapEstimate(agreementDifference(commonItems(study, args, SIMILARITIES[name])), pick)
}

function equivalence(name: Name, mean: (found: AgreementDifference) => Parameters<typeof equivalenceTest>[0] | null) {
  return ((study, args) => {
    const found = valueOrNull(agreementDifference(commonItems(study, args, SIMILARITIES[name])))
    const given = found && mean(found)
    if (!given) return null
    const { pLower, pUpper, p, interval90, equivalent } = equivalenceTest(given, args.margin as number)
    return { p_lower: pLower, p_upper: pUpper, p_tost: p, ci90: interval90, equivalent }
  }) satisfies Compute
}

function replicates(name: Name) {
  return (study: Study, args: Args, cases: readonly Case[]) => {
    const items = commonItems(study, args, SIMILARITIES[name])
    const lists = listsIn(cases, 'bootstrap_item_resamples', args)
    return lists.map((list) => resampledDifference(items, countMultiplicities(list, items.length)))
  }
}

function ofSimilarity(name: Name): Family {
  return {
    [`judge_human_${name}`]: byItem(name, ({ judgeHuman }) => judgeHuman),
    [`human_human_${name}`]: byItem(name, ({ humanHuman }) => humanHuman),
    [`difference_${name}_pooled`]: byItem(name, ({ difference }) => difference),
    [`difference_${name}_pooled_se_item`]: byItem(name, ({ se }) => se),
    [`difference_${name}_pooled_ci_t_item`]: byItem(name, ({ interval }) => interval),
    [`difference_${name}_pooled_se_prompt`]: (study, args) => {
      const items = commonItems(study, args, SIMILARITIES[name])
      return mapEstimate(
        agreementDifference(
          items,
          items.map(({ prompt }) => prompt),
        ),
        ({ se }) => se,
      )
    },
    [`difference_${name}_item_mean_ci_t`]: byItem(name, ({ itemMean }) => withLimits(itemMean.mean, itemMean.interval)),
    [`tost_${name}_item_mean`]: equivalence(name, ({ itemMean: { mean, se, clusters } }) =>
      se === null ? null : { mean, se, df: clusters - 1 },
    ),
    [`tost_${name}_pooled_item_clustered`]: equivalence(name, ({ difference: mean, se, df }) =>
      se === null ? null : { mean, se, df },
    ),
    [`bootstrap_difference_${name}_pooled_replicates`]: replicates(name),
    [`bootstrap_difference_${name}_pooled_percentile_ci95`]: (...given) =>
      mapEstimate(summariseReplicates(replicates(name)(...given)), ({ interval }) => interval),
  }
}

const SCORES = { accuracy: shareEqual, tda: meanTieDiscounted, neg_rmse: minusRootMeanSquare }

function alternative(study: Study, args: Args) {
  const items = itemsOfStudy(study).map(({ ratings }) => ratings)
  return alternativeAnnotatorTest(items, numberOf(study, args.judge), peopleOf(study, args), {
    epsilon: args.epsilon as number,
    score: SCORES[args.scoring as keyof typeof SCORES],
    rate: args.q as number,
    leastPeople: args.min_humans_per_item as number,
    leastItems: args.min_items_per_human as number,
  })
}

function majority(study: Study, args: Args): Estimate<PluralityAgreement> {
  const [judge, people] = [numberOf(study, args.judge), peopleOf(study, args)]
  const items = itemsOfStudy(study).map(({ ratings }) => ratings)
  return agreementWithPlurality(
    keepAnnotators(items, (annotator) => annotator === judge || people(annotator)),
    judge,
  )
}

function majorityKappa(weights: number[][]): Compute {
  return (study, args) => {
    const found = valueOrNull(majority(study, args))
    return found && mapEstimate(cohenKappa(found.table, weights), ({ kappa }) => kappa)
  }
}

/** Whether a judge agrees with people as people do with each other. */
export const parity: Family = {
  n_items_jh_pairs_hh_pairs: (study, args) => {
    const found = valueOrNull(agreementDifference(commonItems(study, args)))
    return found ? [found.items, found.judgeHumanPairs, found.humanHumanPairs] : [0, 0, 0]
  },
  ...ofSimilarity('tda'),
  ...ofSimilarity('exact'),
  bootstrap_items: (study, args) => commonItems(study, args).map(({ name }) => name),
  bootstrap_item_resamples: (study, args, cases) => {
    const size = commonItems(study, args).length
    const lists = listsIn(cases, 'bootstrap_item_resamples', args)
    return lists.map((list) => list.map((k) => (k < size && list.length === size ? k : null)))
  },
  alt_test_annotators: (study, args) =>
    alternative(study, args).annotators.map((one) => ({
      annotator: study.annotators[one.annotator]?.id,
      n: one.items,
      rho_judge: one.judge,
      rho_human: one.human,
      mean_difference: one.difference,
      p: one.p,
      p_by: one.pAdjusted,
      rejected: one.replaceable,
    })),
  alt_test_winning_rate: (study, args) => alternative(study, args).winningRate,
  alt_test_advantage_probability: (study, args) => alternative(study, args).advantageProbability,
  majority_agreement_tda_exact_n: (study, args) => {
    const found = valueOrNull(majority(study, args))
    return found ? [found.tieDiscounted, found.exact, found.items] : [null, null, 0]
  },
  majority_exact_wilson: (study, args) =>
    mapEstimate(majority(study, args), ({ exact, items }) => shareOf(Math.round(exact * items), items)?.interval),
  majority_confusion: (study, args) => mapEstimate(majority(study, args), ({ table }) => table),
  majority_cohen_nominal: majorityKappa(identityWeights(3)),
  majority_cohen_linear: majorityKappa(linearWeights(3)),
  unique_majority_exact_n: (study, args) => {
    const unique = valueOrNull(majority(study, args))?.unique
    return unique ? [unique.exact, unique.items] : [null, 0]
  },
  ...systemsOfJudge,
}
