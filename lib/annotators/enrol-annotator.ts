import 'server-only'
import { z } from 'zod'
import { keepSlots } from '@/lib/assignments/keep-slots'
import { startRank } from '@/lib/assignments/start-rank'
import type { Tx } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'

/** A person, an LLM with its settings, or a simulation. */
export type NewAnnotator = { userId: string } | { llm: Prisma.InputJsonValue } | { simulated: true }

type GroupKey = { studyId: string; groupId: string }

const Next = z.array(z.object({ prefix: z.string(), number: z.number(), seed: z.number() })).max(1)

/**
 * Enrols an annotator in a group of a study, under the group's next code: C01, C02 … C100, and keeps for a person who
 * joins an opened study what everybody judges. A person who is enrolled in the study already stays as they are. Asks no permission: whoever calls it has one, or holds an invite.
 *
 * @throws AppError `not_found` when the study has no such group
 */
export async function enrolAnnotator(
  tx: Tx,
  { studyId, groupId }: GroupKey,
  who: NewAnnotator,
): Promise<{ id: string; code: string; isNew: boolean }> {
  const { prefix, number, seed } = await nextCode(tx, { studyId, groupId })
  const code = prefix + String(number).padStart(2, '0')
  const data = { studyId, groupId, code, startRank: startRank(seed, code), ...who }
  const [made] = await tx.annotator.createManyAndReturn({ data: [data], skipDuplicates: true })
  if (made) {
    if ('userId' in who || 'simulated' in who) await keepSlots(tx, { studyId, annotatorId: made.id })
    return { id: made.id, code, isNew: true }
  }
  if (!('userId' in who)) throw new Error(`The code ${code} is taken in study ${studyId}.`)
  const { userId } = who
  const known = await tx.annotator.findUniqueOrThrow({ where: { studyId_userId: { studyId, userId } } })
  return { id: known.id, code: known.code, isNew: false }
}

/**
 * The number after the group's highest. Whoever else enrols in the study, or opens it, waits here until this transaction
 * ends: codes are given once, and sides of what everybody judges stay even.
 */
async function nextCode(tx: Tx, { studyId, groupId }: GroupKey) {
  await tx.$executeRaw`SELECT FROM "Study" WHERE id = ${studyId}::uuid FOR NO KEY UPDATE`
  const rows = await tx.$queryRaw`
    SELECT g."codePrefix" AS prefix, s.seed,
           coalesce(max(substr(a.code, length(g."codePrefix") + 1)::int), 0) + 1 AS number
    FROM "AnnotatorGroup" g
    JOIN "Study" s ON s.id = g."studyId"
    LEFT JOIN "Annotator" a ON a."studyId" = g."studyId" AND a."groupId" = g.id
    WHERE g."studyId" = ${studyId}::uuid AND g.id = ${groupId}::uuid
    GROUP BY g."codePrefix", s.seed`
  const next = Next.parse(rows)[0]
  if (!next) throw new AppError('not_found')
  return next
}
