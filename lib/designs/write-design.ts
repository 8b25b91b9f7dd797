import 'server-only'
import type { Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { limaSource } from './lima-wordings'
import { optionsOf } from './options-of'
import type { StudyInput } from './schema'
import { pairsOfDesign, samplesOfDesign, systemsOfDesign, systemsShown } from './systems-of-design'

/** The columns of Study that a design fixes. */
export function studyColumns(design: StudyInput) {
  const { criteria, comparisons, rated: _, groups: __, models: ___, known: ____, names: _____, ...columns } = design
  return {
    ...columns,
    preregistration: columns.preregistration ?? Prisma.DbNull,
    identicalChecks: design.identicalChecks ?? 0,
    samples: samplesOfDesign(design),
    // Of systems that are rated none is focal.
    pairing: comparisons?.pairing ?? 'ALL',
    source: limaSource(columns.framing, criteria[0]?.question),
  } as const
}

/** Writes a design's systems, pairs, criteria, groups and known items, in place of those the draft had. */
export async function writeDesign(tx: Tx, studyId: string, input: StudyInput): Promise<void> {
  await requireRows(tx, input)
  await writeSystems(tx, studyId, input)
  await writeCriteria(tx, studyId, input)
  await writeGroups(tx, studyId, input)
  await writeModelGroups(tx, studyId, input)
  await tx.knownItem.deleteMany({ where: { studyId } })
  await tx.knownItem.createMany({ data: knownRows(studyId, input) })
}

/** One row a gold or practice item; of a response that stands alone, arm A is all there is. */
function knownRows(studyId: string, design: StudyInput) {
  if (design.protocol === 'COMPARISON') return design.known.map((each, position) => ({ studyId, position, ...each }))
  return design.known.map(({ systemId, ...each }, position) => ({
    ...{ studyId, position, ...each, systemAId: systemId, systemBId: null },
  }))
}

async function writeSystems(tx: Tx, studyId: string, design: StudyInput): Promise<void> {
  const focal = design.comparisons?.pairing === 'FOCAL' ? design.comparisons.focalSystemId : null
  await tx.studyPair.deleteMany({ where: { studyId } })
  await tx.studySystem.deleteMany({ where: { studyId } })
  await tx.studySystem.createMany({
    data: systemsOfDesign(design).map((systemId, position) => ({
      studyId,
      systemId,
      position,
      focal: systemId === focal,
    })),
  })
  await tx.studyPair.createMany({
    data: pairsOfDesign(design).map(({ a, b }, position) => ({ studyId, systemAId: a, systemBId: b, position })),
  })
}

async function writeCriteria(tx: Tx, studyId: string, design: StudyInput): Promise<void> {
  await tx.criterion.deleteMany({ where: { studyId } })
  for (const [position, criterion] of design.criteria.entries()) {
    const unit = 'unit' in criterion ? criterion.unit : 'RESPONSE'
    const data = { studyId, position, question: criterion.question, unit }
    const { id: criterionId } = await tx.criterion.create({ data })
    await tx.criterionOption.createMany({
      data: optionsOf(criterion).map((option, place) => ({ studyId, criterionId, ...option, position: place })),
    })
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

/** Of a draft no model has begun: its groups of models are written anew. */
async function writeModelGroups(tx: Tx, studyId: string, { groups, models }: StudyInput): Promise<void> {
  await tx.annotatorGroup.deleteMany({ where: { studyId, kind: 'LLM', models: { not: Prisma.DbNull } } })
  await tx.annotatorGroup.createMany({
    data: models.map((group, place) => ({
      ...{ studyId, kind: 'LLM' as const, judgesShared: false, position: groups.length + place, ...group },
    })),
  })
}

async function requireRows(tx: Tx, design: StudyInput): Promise<void> {
  const { promptSetId, known } = design
  const systemIds = systemsShown(design)
  const promptIds = [...new Set(known.map(({ promptId }) => promptId))]
  const set = await tx.promptSet.count({ where: { id: promptSetId } })
  const systems = await tx.system.count({ where: { id: { in: systemIds } } })
  const prompts = await tx.prompt.count({ where: { id: { in: promptIds }, promptSetId } })
  const providerIds = [...new Set(design.models.flatMap(({ models }) => models.map(({ providerId }) => providerId)))]
  const providers = await tx.provider.count({ where: { id: { in: providerIds }, disabledAt: null } })
  const refuse = (field: string, message: string) => {
    throw new AppError('invalid', { fields: { [field]: [message] } })
  }
  if (set === 0) refuse('promptSetId', 'This prompt set is gone. Choose another.')
  if (systems < systemIds.length)
    refuse(design.protocol === 'RATING' ? 'rated' : 'comparisons', 'One of these systems is gone. Choose again.')
  if (providers < providerIds.length) refuse('models', 'One of these providers is gone or switched off. Choose again.')
  if (prompts < promptIds.length) refuse('known', 'A gold or practice item’s prompt is not in this prompt set.')
}
