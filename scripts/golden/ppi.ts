import { type Estimate, valueOrNull } from '@/lib/stats/estimate'
import { predictionPoweredMean, tunedLambda } from '@/lib/stats/prediction-powered/prediction-powered-mean'
import {
  clusteredPredictions,
  independentPredictions,
  type Predictions,
} from '@/lib/stats/prediction-powered/predictions'
import { perStudy } from './per-study'
import type { PredictionStudy } from './ppi-file'
import type { Family } from './types'

const KINDS = {
  iid: perStudy(({ labelled, unlabelled }: PredictionStudy) => independentPredictions(labelled, unlabelled)),
  cluster: perStudy(({ labelled, unlabelled }: PredictionStudy) => clusteredPredictions(labelled, unlabelled)),
}

type LambdaOf = (of: Predictions) => Estimate<number>
const fixed =
  (lambda: number): LambdaOf =>
  () => ({ defined: true, value: lambda })

function meanAt(name: string, kind: keyof typeof KINDS, lambdaOf: LambdaOf): Family<PredictionStudy> {
  const found = (study: PredictionStudy) => {
    const of = KINDS[kind](study)
    const lambda = valueOrNull(lambdaOf(of))
    return lambda === null ? null : valueOrNull(predictionPoweredMean(of, lambda))
  }
  return {
    [`${name}_estimate_se_ci`]: (study) => {
      const mean = found(study)
      return [mean?.estimate, mean?.se, mean?.interval?.[0], mean?.interval?.[1]]
    },
    [`${name}_effective_n`]: (study) => found(study)?.effective,
  }
}

function ofKind(kind: keyof typeof KINDS): Family<PredictionStudy> {
  const lambda = kind === 'iid' ? 'lambda' : 'lambda_cluster'
  return {
    ...meanAt(`classical_${kind}`, kind, fixed(0)),
    ...meanAt(`ppi_${kind}_lambda1`, kind, fixed(1)),
    ...meanAt(`ppi_${kind}_tuned_clipped`, kind, tunedLambda),
    ...meanAt(`ppi_${kind}_tuned_unclipped`, kind, (of) => of.lambda),
    [`${lambda}_unclipped`]: (study) => KINDS[kind](study).lambda,
    [`${lambda}_clipped`]: (study) => tunedLambda(KINDS[kind](study)),
  }
}

/** Means of few human values helped by many of a judge. */
export const ppi: Family<PredictionStudy> = {
  counts_n_N_prompts: (study) => {
    const { labelled, unlabelled, labelledPrompts, unlabelledPrompts } = KINDS.cluster(study)
    return [labelled, unlabelled, labelledPrompts, unlabelledPrompts]
  },
  ...ofKind('iid'),
  ...ofKind('cluster'),
}
