import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { DecideInput } from './schema'

/**
 * Decides what becomes of a word: in the prompts and responses named, in all about which nothing is
 * decided yet, or everywhere. A
 * decision can be changed until the study is opened.
 * @returns about how many texts was decided
 * @throws AppError `study_frozen` once the study has been opened; `conflict` when nothing is left to decide
 */
export async function decideNames(
  { actor, studyId }: Access<'study:design'>,
  { word, foundIn, decision }: DecideInput,
): Promise<number> {
  return db.$transaction(async (tx) => {
    // Of a decision and an opening that race, one comes second.
    const locked = await tx.$queryRaw<{ title: string }[]>`
      SELECT title FROM "Study" WHERE id = ${studyId}::uuid AND status = 'DRAFT' FOR NO KEY UPDATE`
    if (!locked[0]) throw new AppError('study_frozen')
    const data = { decision, decidedById: actor.id, decidedAt: new Date() }
    const [inResponses, inPrompts] = whereIn(foundIn)
    const of = { studyId, word }
    const { count: responses } = await tx.namedResponse.updateMany({ where: { ...of, ...inResponses }, data })
    const { count: prompts } = await tx.namedPrompt.updateMany({ where: { ...of, ...inPrompts }, data })
    if (responses + prompts === 0) throw new AppError('conflict')
    const detail = { word, decision, responses, ...(prompts > 0 && { prompts }) }
    await recordAudit(tx, actor, { action: 'study.names', studyId, subject: locked[0].title, detail })
    return responses + prompts
  })
}

function whereIn(foundIn: DecideInput['foundIn']) {
  if (foundIn === null) return [{ decision: null }, { decision: null }]
  if (foundIn === 'EVERYWHERE') return [{}, {}]
  return [{ responseId: { in: foundIn } }, { promptId: { in: foundIn } }]
}
