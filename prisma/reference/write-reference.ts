import type { PrismaClient } from '@/lib/db/generated/client'
import type { ScaleOption } from '@/lib/protocols/scale'

/** A study of which only counts were published. */
export type Reference = {
  /** Fixed, so that writing it twice writes it once. */
  id: string
  title: string
  protocol: 'COMPARISON' | 'RATING'
  /** Where the counts stand, how they were come by, and what they do not say. */
  source: string
  framing: string
  question: string
  unit: 'RESPONSE' | 'TURN'
  options: readonly ScaleOption[]
  /** In order; of a comparison the first is in question. */
  systems: readonly string[]
  groups: readonly { name: string; kind: 'HUMAN' | 'LLM'; codePrefix: string }[]
  counts: readonly Published[]
}

/** Counts of one group, an option each: of a system, or of one against another. */
type Published = {
  group: string
  system: string
  other?: string
  counts: Readonly<Record<string, number>>
}

/**
 * Writes a published study: its counts, without prompts, responses or people. Safe to repeat: an existing copy is left as
 * it is.
 *
 * @returns the study's id
 */
export async function writeReference(db: PrismaClient, reference: Reference): Promise<string> {
  const { id: studyId, title, protocol, source, framing, question, unit, systems, groups } = reference
  await db.$transaction(async (tx) => {
    if (await tx.study.findUnique({ where: { id: studyId }, select: { id: true } })) return
    await tx.system.createMany({ data: systems.map((name) => ({ name })), skipDuplicates: true })
    const found = await tx.system.findMany({ where: { name: { in: [...systems] } } })
    const systemId = (name: string) => found.find((system) => system.name === name)?.id as string
    const study = await tx.study.create({
      data: {
        ...{ id: studyId, title, protocol, source, framing, origin: 'RECONSTRUCTED', status: 'CLOSED', seed: 0 },
        systems: {
          create: systems.map((name, position) => ({
            ...{ systemId: systemId(name), position, focal: protocol === 'COMPARISON' && position === 0 },
          })),
        },
        criteria: { create: { position: 0, question, unit, options: { create: optionsOf(reference) } } },
        groups: { create: [...groups] },
      },
      include: { criteria: true, groups: true },
    })
    const criterionId = study.criteria[0]?.id as string
    await tx.tally.createMany({
      data: reference.counts.flatMap(({ group, system, other, counts }) =>
        Object.entries(counts).map(([choice, count]) => ({
          ...{ studyId, criterionId, choice, count, systemAId: systemId(system) },
          systemBId: other === undefined ? null : systemId(other),
          groupId: study.groups.find(({ name }) => name === group)?.id as string,
        })),
      ),
    })
  })
  return studyId
}

function optionsOf({ options }: Reference) {
  return options.map(({ code, label, score, anchor = '' }, position) => ({ code, label, score, anchor, position }))
}
