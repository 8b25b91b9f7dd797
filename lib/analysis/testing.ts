import { randomUUID } from 'node:crypto'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'
import { type AnalysisState, readAnalysis, requireComparisons, requireDone } from './read-analysis'

/** A study with three judgments of one annotator, whose analysis can be asked for. */
export async function makeJudged() {
  const names = [`one ${randomUUID()}`, `two ${randomUUID()}`] as const
  const study = await writeStudy(names)
  const annotator = await study.addAnnotator({ group: 'crowd' })
  const judge = () => study.judge(annotator, names)
  for (let k = 0; k < 3; k++) await judge()
  const access = await grantAdmin(study.studyId, 'study:results')
  const ask = (patience = 60_000) => readAnalysis(access, 'Question 0', patience)
  return { study, studyId: study.studyId, judge, ask }
}

/** How many judgments the latest finished analysis counted. */
export const judgmentsOf = (state: AnalysisState) => requireComparisons(requireDone(state)).analysis.strengths.judgments
