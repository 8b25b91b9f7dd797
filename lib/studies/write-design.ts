import 'server-only'
import type { Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { LIMA_WORDING, OPTION_SCORES, type StudyInput } from './schema'

/** The columns of Study that a design fixes. */
export function studyColumns(input: StudyInput) {
  const { title, framing, instructions, promptSetId, overlap, cap, leaseMinutes, seed } = input
  const isLima = framing === LIMA_WORDING.framing && input.question === LIMA_WORDING.question
  const source = isLima ? LIMA_WORDING.source : ''
  return { title, framing, instructions, promptSetId, overlap, cap, leaseMinutes, seed, source }
}

/** Writes a design's systems and criterion, in place of those the draft had. */
export async function writeDesign(tx: Tx, studyId: string, input: StudyInput): Promise<void> {
  await requireRows(tx, input)
  await tx.criterion.deleteMany({ where: { studyId } })
  await tx.studySystem.deleteMany({ where: { studyId } })
  await tx.studySystem.createMany({
    data: [input.focalSystemId, ...input.baselineIds].map((systemId, position) => ({
      studyId,
      systemId,
      position,
      focal: position === 0,
    })),
  })
  const { id: criterionId } = await tx.criterion.create({ data: { studyId, position: 0, question: input.question } })
  const codes = (Object.keys(OPTION_SCORES) as (keyof typeof OPTION_SCORES)[]).filter(
    (code) => code !== 'BOTH_BAD' || input.bothBad,
  )
  await tx.criterionOption.createMany({
    data: codes.map((code, position) => ({
      studyId,
      criterionId,
      code,
      label: input.labels[code],
      score: OPTION_SCORES[code],
      position,
    })),
  })
}

async function requireRows(tx: Tx, { promptSetId, focalSystemId, baselineIds }: StudyInput): Promise<void> {
  const systemIds = [focalSystemId, ...baselineIds]
  const [set, systems] = await Promise.all([
    tx.promptSet.count({ where: { id: promptSetId } }),
    tx.system.count({ where: { id: { in: systemIds } } }),
  ])
  if (set === 0)
    throw new AppError('invalid', { fields: { promptSetId: ['This prompt set is gone. Choose another.'] } })
  if (systems < systemIds.length)
    throw new AppError('invalid', { fields: { baselineIds: ['One of these systems is gone. Choose again.'] } })
}
