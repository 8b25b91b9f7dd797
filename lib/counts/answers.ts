import type { LeftOut } from '@/lib/rates/left-out'

/** Judgments that are in and the answers they gave: a row each in the exports, those replaced later included. */
export type AnswerCounts = {
  done: number
  answers: number
  replaced: number
  /** Practice pairs done, which are no judgments, though their answers are on record. */
  practice: number
  questions: number
}

type Ledger = {
  recorded: number
  leftOut: readonly { reason: LeftOut; count: number }[]
  study: { criteria: readonly unknown[] }
}

/** The same from the ledger of a figure, which has counted all answers already. */
export function answersOf({ recorded, leftOut, study }: Ledger): AnswerCounts {
  const of = (reason: LeftOut) => leftOut.find((each) => each.reason === reason)?.count ?? 0
  const questions = Math.max(1, study.criteria.length)
  const [replaced, practice] = [of('superseded'), of('practice') / questions]
  return { answers: recorded, replaced, practice, questions, done: (recorded - replaced) / questions - practice }
}
