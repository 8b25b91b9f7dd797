import 'server-only'
import { db } from '@/lib/db/client'
import type { Revision, Verdict } from '@/lib/engine/schema'
import { AppError } from '@/lib/errors'
import type { PositionalRevision, PositionalVerdict } from './positional-schema'

/**
 * Gives the answers of an earlier version the names of the study's criteria.
 * @throws AppError `invalid` when they are not one for each
 */
export async function nameAnswers(
  studyId: string,
  { choices, ...said }: PositionalRevision | PositionalVerdict,
): Promise<Revision | Verdict> {
  const criteria = await db.criterion.findMany({
    where: { studyId },
    orderBy: { position: 'asc' },
    select: { id: true },
  })
  if (criteria.length !== choices.length)
    throw new AppError('invalid', { fields: { choices: ['Answer each question with one of its options.'] } })
  return {
    ...said,
    answers: criteria.map(({ id }, place) => ({ criterion: id, turn: 0, choice: choices[place] ?? '' })),
  }
}
