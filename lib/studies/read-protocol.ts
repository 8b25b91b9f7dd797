import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { Unanswered } from '@/lib/items/unanswered'
import { readFrozenPlan } from './read-planned-study'

export type FrozenProtocol = Awaited<ReturnType<typeof readFrozenProtocol>>

/** An opened study's protocol beside its design: what its ids are called, its hash, and how it was amended since. */
export async function readFrozenProtocol({ studyId }: Access<'study:design'>) {
  const study = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: {
      ...{
        status: true,
        origin: true,
        protocol: true,
        openedAt: true,
        source: true,
        protocolHash: true,
        unanswered: true,
      },
      promptSet: { select: { id: true, name: true } },
      systems: {
        orderBy: { position: 'asc' },
        select: { systemId: true, amendment: true, system: { select: { name: true } } },
      },
      pairs: { orderBy: { position: 'asc' } },
      groups: {
        where: { kind: 'HUMAN' },
        orderBy: { position: 'asc' },
        select: { id: true, name: true, overlap: true },
      },
      knownItems: { select: { systemAId: true, systemBId: true } },
    },
  })
  const { systems, knownItems, unanswered, ...rest } = study
  return {
    ...rest,
    /** Prompts that were left out at opening. */
    unanswered: Unanswered.parse(unanswered ?? []),
    /** In the order of the design, late ones last, with the amendment that brought them in. */
    systems: systems.map(({ systemId, system, amendment }) => ({ id: systemId, name: system.name, amendment })),
    /** Of all systems that the design names, gold and practice items included, by id. */
    names: await namesOf([
      ...systems.map(({ systemId }) => systemId),
      ...knownItems.flatMap(({ systemAId, systemBId }) => (systemBId === null ? [systemAId] : [systemAId, systemBId])),
    ]),
    /** Of the providers of its models, by id. */
    providers: await providersOf(studyId),
    amendments: await listAmendments(studyId),
    /** The plan that was frozen with it. */
    plan: await readFrozenPlan(studyId),
  }
}

async function namesOf(ids: string[]): Promise<ReadonlyMap<string, string>> {
  const systems = await db.system.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return new Map(systems.map(({ id, name }) => [id, name]))
}

/** Whoever it is asked of: names change, and providers that are asked are not deleted. */
async function providersOf(studyId: string): Promise<ReadonlyMap<string, string>> {
  const providers = await db.provider.findMany({
    where: { runs: { some: { studyId } } },
    select: { id: true, name: true },
  })
  return new Map(providers.map(({ id, name }) => [id, name]))
}

const AmendmentRow = z.object({
  number: z.number(),
  kind: z.enum(['INSTRUCTIONS', 'CAP', 'OVERLAP', 'SYSTEM', 'MODEL']),
  at: z.date(),
  actor: z.string().nullable(),
  reason: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  judgments: z.number(),
  protocolHash: z.string(),
})
/** A change of an open study's protocol, with the name of who made it. */
export type AmendmentRow = z.output<typeof AmendmentRow>

/** A study’s amendments in their order. */
export async function listAmendments(studyId: string): Promise<AmendmentRow[]> {
  const rows = await db.$queryRaw`
    SELECT a.number, a.kind, a.at, u.name AS actor, a.reason, a.before, a.after, a.judgments, a."protocolHash"
    FROM "Amendment" a LEFT JOIN "User" u ON u.id = a."actorId"
    WHERE a."studyId" = ${studyId}::uuid ORDER BY a.number`
  return z.array(AmendmentRow).parse(rows)
}

/**
 * The protocol a study was opened with, byte for byte what was hashed.
 * @throws AppError `not_found` for a study that was never opened
 */
export async function readProtocolText({ studyId }: Access<'study:design'>): Promise<{ title: string; text: string }> {
  const { title, protocolText } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: { title: true, protocolText: true },
  })
  if (protocolText === null)
    throw new AppError('not_found', { message: 'There is no protocol yet: opening the study writes it.' })
  return { title, text: protocolText }
}
