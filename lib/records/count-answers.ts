import { type ExportedJudgment, NO_VERDICT, SET_ASIDE } from './exported-judgment'

/** What annotators did beside choosing, over all rows of a file. */
export type AnswerCounts = {
  /** Verdicts with a reason, those included that were changed later. */
  rationales: number
  /** Verdicts that replaced an earlier one of the same annotator. */
  revisions: number
  /** Pairs given back without a verdict, by what was said of them. */
  setAside: Record<string, number>
  /** What models were asked and gave no verdict on, by what came of it. */
  noVerdict: Record<string, number>
  /** Judged pairs that were flagged afterwards: rows. */
  flagged: number
  /** Flags with a note. */
  notes: number
  /** Verdicts that the desk asked about before it took them, and how many of them were given all the same. */
  asked: number
  hasty: number
}

/** Counts row by row. */
export function countAnswers(): { counts: AnswerCounts; add: (row: ExportedJudgment) => void } {
  const counts: AnswerCounts = {
    ...{ rationales: 0, revisions: 0, setAside: {}, noVerdict: {}, flagged: 0, notes: 0, asked: 0, hasty: 0 },
  }
  const add = ({ leftOut, said, by }: ExportedJudgment) => {
    const { hasRationale, flag, hasNote, revision, asked, hasty } = said
    if (leftOut === SET_ASIDE && flag === NO_VERDICT) addOne(counts.noVerdict, by.outcome ?? NO_VERDICT)
    else if (leftOut === SET_ASIDE) addOne(counts.setAside, flag ?? '')
    else if (flag !== null) counts.flagged++
    counts.rationales += Number(hasRationale)
    counts.revisions += Number(revision > 0)
    counts.notes += Number(hasNote)
    counts.asked += Number(asked !== null)
    counts.hasty += Number(hasty)
  }
  return { counts, add }
}

function addOne(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1
}
