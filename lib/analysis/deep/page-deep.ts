import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { readStanding, type Standing } from '../looks'
import { type DeepState, readDeep } from './read-deep'

/** What the Agreement and Rankings pages need beside the numbers. */
export type DeepPage = {
  study: { title: string; origin: string; question: string; questions: string[]; simulated: number; annotators: number }
  standing: Standing
  /** Null where there is nothing to compute, or it may not be seen yet. */
  deep: DeepState | null
}

/** Reads the statistics of one of a study's questions as far as they may be seen, and starts them when need be. */
export async function readDeepPage(access: Access<'study:results'>, criterion: number): Promise<DeepPage> {
  const [study, standing] = await Promise.all([
    db.study.findUnique({
      where: { id: access.studyId },
      select: {
        title: true,
        origin: true,
        criteria: { orderBy: { position: 'asc' }, select: { question: true } },
        annotators: { select: { simulated: true } },
      },
    }),
    readStanding(access),
  ])
  if (!study) throw new AppError('not_found')
  const questions = study.criteria.map(({ question }) => question)
  const question = questions[criterion] ?? questions[0] ?? ''
  const seen = standing.shown !== 'hidden' && (await hasJudgments(access.studyId))
  const { title, origin, annotators } = study
  const simulated = annotators.filter((annotator) => annotator.simulated).length
  return {
    study: { title, origin, question, questions, simulated, annotators: annotators.length },
    standing,
    deep: seen ? await readDeep(access, question) : null,
  }
}

async function hasJudgments(studyId: string): Promise<boolean> {
  return (await db.judgment.findFirst({ where: { studyId, supersededAt: null }, select: { id: true } })) !== null
}
