import { clusteredMean, pooledMean } from '@/lib/stats/clustered-mean'
import { mapEstimate } from '@/lib/stats/estimate'
import { firstPositionRate } from '@/lib/stats/first-position'
import { fitPairModel, type PairFit } from '@/lib/stats/fit-pair-model'
import { countLengths, longerRate, relativeLength } from '@/lib/stats/length-preference'
import { likelihoodRatioTest, pairEffects } from '@/lib/stats/pair-effects'
import { davidson, type PairModel, tiesAsHalf } from '@/lib/stats/pair-model'
import { countPairRows, type PairRows } from '@/lib/stats/pair-rows'
import { countSwaps, type ShownVerdict } from '@/lib/stats/swap-consistency'
import { countScores, inOrder, type Study, totalsByPrompt } from './study'
import type { Compute, Family } from './types'

/** The judgments with the score of what was shown first. */
export function shown(study: Study) {
  return study.judgments.map(({ prompt, first, second, low, score }) => ({
    prompt,
    first,
    second,
    score: first === low ? score : 1 - score,
    firstLength: study.lengths[first]?.[prompt] ?? 0,
    secondLength: study.lengths[second]?.[prompt] ?? 0,
  }))
}

function firstRate(study: Study) {
  const { wins, ties, losses } = countScores(shown(study))
  return firstPositionRate({ first: wins, second: losses, ties })
}

function rowsShown(study: Study, covariates: (judgment: ReturnType<typeof shown>[number]) => number[]): PairRows {
  const judgments = shown(study).map((judgment) => ({
    ...judgment,
    cluster: judgment.prompt,
    covariates: covariates(judgment),
  }))
  return countPairRows(judgments, study.systems.length)
}

/** Effects of position and length together; of position alone where all lengths are the same. */
function effectOf(which: 0 | 1): Compute {
  return (study) => {
    const differ = shown(study).some(({ firstLength, secondLength }) => firstLength !== secondLength)
    const rows = rowsShown(study, ({ firstLength, secondLength }) =>
      differ ? [1, relativeLength(firstLength, secondLength)] : [1],
    )
    return mapEstimate(fitPairModel(tiesAsHalf, rows), (fit) => effectNumbers(fit, rows, which))
  }
}

function effectNumbers(fit: PairFit, rows: PairRows, which: number) {
  const effect = pairEffects(fit, rows)[which]
  return effect ? [effect.effect, effect.seModel, effect.seClustered] : null
}

function positionFit(model: PairModel, pick: (fit: PairFit, rows: PairRows) => unknown): Compute {
  return (study) => {
    const rows = rowsShown(study, () => [1])
    return mapEstimate(fitPairModel(model, rows), (fit) => pick(fit, rows))
  }
}

function swapSequences(study: Study): ShownVerdict[][] {
  const sequences = new Map<string, ShownVerdict[]>()
  for (const { prompt, low, high, first, annotator, score } of study.judgments) {
    const key = `${prompt}/${low}/${high}/${annotator}`
    sequences.set(key, [...(sequences.get(key) ?? []), { swapped: first !== low, score }])
  }
  return [...sequences.values()]
}

/** Effects of position, display order and length. */
export const bias: Family = {
  first_second_tie_counts: (study) => {
    const { wins, ties, losses } = countScores(shown(study))
    return [wins, losses, ties]
  },
  first_rate_decisive_wilson: (study) => mapEstimate(firstRate(study), ({ rate }) => rate.interval),
  first_rate_p: (study) => mapEstimate(firstRate(study), ({ p }) => p),
  first_score: (study) => pooledMean(totalsByPrompt(shown(study))),
  first_score_se_cluster_prompt: (study) => mapEstimate(clusteredMean(totalsByPrompt(shown(study))), ({ se }) => se),
  swap_counts_consistent_firstbias_secondbias_other: (study) => {
    const { consistent, firstTwice, secondTwice, other } = countSwaps(swapSequences(study))
    return [consistent, firstTwice, secondTwice, other]
  },
  longer_shorter_counts: (study) => {
    const { longer, shorter } = countLengths(shown(study))
    return [longer, shorter]
  },
  longer_rate_wilson: (study) => mapEstimate(longerRate(countLengths(shown(study))), ({ interval }) => interval),
  bt_ties_half_position_gamma_se_seclu: effectOf(0),
  bt_ties_half_length_beta_se_seclu: effectOf(1),
  davidson_position_gamma: positionFit(davidson, (fit, rows) => effectNumbers(fit, rows, 0)),
  davidson_position_theta: (study, args, cases) =>
    positionFit(davidson, ({ theta }) => inOrder(study, args.systems, theta))(study, args, cases),
  davidson_position_loglik: positionFit(davidson, ({ logLikelihood }) => logLikelihood),
  davidson_position_lr_chi2: (study) => {
    const without = fitPairModel(
      davidson,
      rowsShown(study, () => []),
    )
    return positionFit(davidson, (fit) => mapEstimate(without, (base) => likelihoodRatioTest(fit, base).chi2))(
      study,
      {},
      [],
    )
  },
}
