import 'server-only'
import type { Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { pairsOf } from '@/lib/protocols/comparison/design'
import { SCALES } from '@/lib/protocols/comparison/scales'
import { LIMA_WORDING, type StudyInput } from './schema'

/** The columns of Study that a design fixes. */
export function studyColumns({ comparisons, criteria, groups: _, known: __, names: ___, ...columns }: StudyInput) {
  const isLima = columns.framing === LIMA_WORDING.framing && criteria[0]?.question === LIMA_WORDING.question
  return { ...columns, pairing: comparisons.pairing, source: isLima ? LIMA_WORDING.source : '' }
}

/** Writes a design's systems, pairs, criteria, groups and known items, in place of those the draft had. */
export async function writeDesign(tx: Tx, studyId: string, input: StudyInput): Promise<void> {
  await requireRows(tx, input)
  await writeSystems(tx, studyId, input)
  await writeCriteria(tx, studyId, input)
  await writeGroups(tx, studyId, input)
  await tx.knownItem.deleteMany({ where: { studyId } })
  await tx.knownItem.createMany({ data: input.known.map((each, position) => ({ studyId, position, ...each })) })
}

async function writeSystems(tx: Tx, studyId: string, { comparisons }: StudyInput): Promise<void> {
  const focal = comparisons.pairing === 'FOCAL' ? comparisons.focalSystemId : null
  await tx.studyPair.deleteMany({ where: { studyId } })
  await tx.studySystem.deleteMany({ where: { studyId } })
  await tx.studySystem.createMany({
    data: systemsOf(comparisons).map((systemId, position) => ({
      studyId,
      systemId,
      position,
      focal: systemId === focal,
    })),
  })
  await tx.studyPair.createMany({
    data: pairsOf(comparisons).map(({ a, b }, position) => ({ studyId, systemAId: a, systemBId: b, position })),
  })
}

/** The systems a plan compares, each once, in the order they are named. */
function systemsOf(comparisons: StudyInput['comparisons']): string[] {
  return [...new Set(pairsOf(comparisons).flatMap(({ a, b }) => [a, b]))]
}

async function writeCriteria(tx: Tx, studyId: string, { criteria }: StudyInput): Promise<void> {
  await tx.criterion.deleteMany({ where: { studyId } })
  for (const [position, { question, scale, labels }] of criteria.entries()) {
    const { id: criterionId } = await tx.criterion.create({ data: { studyId, position, question } })
    const options = SCALES[scale].options.map(({ code, score }, position) => ({
      ...{ studyId, criterionId, code, score, position },
      label: labels[code] ?? '',
    }))
    await tx.criterionOption.createMany({ data: options })
  }
}

/** A group is known by its letters: links and annotators it has already stay with it. */
async function writeGroups(tx: Tx, studyId: string, { groups }: StudyInput): Promise<void> {
  const kept = groups.map(({ codePrefix }) => codePrefix)
  const gone = { studyId, kind: 'HUMAN', codePrefix: { notIn: kept } } as const
  const joined = await tx.annotator.findFirst({ where: { studyId, group: gone }, include: { group: true } })
  if (joined) {
    const message = `The group ${joined.group.name} has annotators. It can be renamed, but not removed.`
    throw new AppError('invalid', { fields: { groups: [message] } })
  }
  await tx.annotatorGroup.deleteMany({ where: gone })
  // Names are freed first: two groups may swap theirs.
  await tx.$executeRaw`UPDATE "AnnotatorGroup" SET name = id::text WHERE "studyId" = ${studyId}::uuid AND kind = 'HUMAN'`
  for (const [position, { codePrefix, ...group }] of groups.entries())
    await tx.annotatorGroup.upsert({
      where: { studyId_codePrefix: { studyId, codePrefix } },
      create: { studyId, codePrefix, position, ...group },
      update: { position, ...group },
    })
}

async function requireRows(tx: Tx, input: StudyInput): Promise<void> {
  const { promptSetId, comparisons, known } = input
  const systemIds = [
    ...new Set([...systemsOf(comparisons), ...known.flatMap((each) => [each.systemAId, each.systemBId])]),
  ]
  const promptIds = [...new Set(known.map(({ promptId }) => promptId))]
  const set = await tx.promptSet.count({ where: { id: promptSetId } })
  const systems = await tx.system.count({ where: { id: { in: systemIds } } })
  const prompts = await tx.prompt.count({ where: { id: { in: promptIds }, promptSetId } })
  const refuse = (field: string, message: string) => {
    throw new AppError('invalid', { fields: { [field]: [message] } })
  }
  if (set === 0) refuse('promptSetId', 'This prompt set is gone. Choose another.')
  if (systems < systemIds.length) refuse('comparisons', 'One of these systems is gone. Choose again.')
  if (prompts < promptIds.length) refuse('known', 'A gold or practice item’s prompt is not in this prompt set.')
}
