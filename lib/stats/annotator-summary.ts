import { median } from './quantile'
import { type Share, shareOf } from './shares'

/** One judgment as its annotator met it: `score` is that of the response shown first, 1, ½ or 0. */
export type OwnJudgment = { score: number; seconds: number | null }

/** How an annotator answers. Shares are null where there is nothing to take a share of. Flag, never drop silently. */
export type AnnotatorSummary = {
  judgments: number
  ties: Share | null
  /** of decided judgments, those that chose what was shown first */
  first: Share | null
  /** median seconds per judgment, null when none was timed */
  seconds: number | null
}

/** Sums up one annotator's judgments: how many, how often tied, how often the first shown, and how fast. */
export function summariseAnnotator(judgments: readonly OwnJudgment[]): AnnotatorSummary {
  const ties = judgments.filter(({ score }) => score === 0.5).length
  const first = judgments.filter(({ score }) => score === 1).length
  const seconds = judgments.flatMap((judgment) => (judgment.seconds === null ? [] : [judgment.seconds]))
  return {
    judgments: judgments.length,
    ties: shareOf(ties, judgments.length),
    first: shareOf(first, judgments.length - ties),
    seconds: seconds.length === 0 ? null : median(seconds),
  }
}
