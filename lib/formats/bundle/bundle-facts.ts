import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { Snapshot } from '@/lib/results/snapshots'

/** What the words of a bundle and of a data set say of a study; nothing in it is about a person. */
export type BundleFacts = {
  id: string
  title: string
  origin: string
  protocol: 'COMPARISON' | 'RATING'
  /** Of its prompts and responses, as whoever keeps the prompt set says; empty when nobody did. */
  licence: string
  protocolHash: string | null
  protocolText: string | null
  overlap: number
  question: string
  options: string[]
  systems: string[]
  /** `late`: those that joined once the study was closed, which no number counts; `annotators` are the others. */
  groups: { name: string; kind: 'HUMAN' | 'LLM'; annotators: number; late: number }[]
  items: number
  snapshot: Pick<Snapshot, 'id' | 'at' | 'note' | 'rule' | 'dataHash' | 'criterion' | 'numbers'>
}

/** Reads them for a snapshot. */
export async function readBundleFacts({ studyId }: Access<'study:export'>, snapshot: Snapshot): Promise<BundleFacts> {
  const { systems, criteria, groups, promptSet, ...study } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: {
      ...{ id: true, title: true, origin: true, protocol: true },
      ...{ protocolHash: true, protocolText: true, overlap: true },
      promptSet: { select: { licence: true } },
      systems: { orderBy: { position: 'asc' }, select: { system: { select: { name: true } } } },
      criteria: {
        where: { position: snapshot.criterion },
        select: { question: true, options: { orderBy: { position: 'asc' }, select: { label: true } } },
      },
      groups: {
        orderBy: [{ kind: 'asc' }, { name: 'asc' }],
        select: { name: true, kind: true, annotators: { select: { exploratory: true } } },
      },
    },
  })
  const items = await db.item.count({ where: { studyId, kind: 'REGULAR' } })
  return {
    ...study,
    licence: promptSet?.licence ?? '',
    question: criteria[0]?.question ?? '',
    options: criteria[0]?.options.map(({ label }) => label) ?? [],
    systems: systems.map(({ system }) => system.name),
    groups: groups.map(({ name, kind, annotators }) => {
      const late = annotators.filter(({ exploratory }) => exploratory).length
      return { name, kind, annotators: annotators.length - late, late }
    }),
    items,
    snapshot,
  }
}

/** What is on record of a study up to a moment: changes of its protocol, looks, the audit trail; without people. */
export async function readBundleRecord({ studyId }: Access<'study:export'>, until: Date) {
  const [amendments, looks, audit] = await Promise.all([
    db.amendment.findMany({
      where: { studyId, at: { lte: until } },
      orderBy: { number: 'asc' },
      select: {
        ...{ number: true, kind: true, at: true, reason: true, before: true, after: true },
        ...{ judgments: true, protocolHash: true },
      },
    }),
    db.look.findMany({
      where: { studyId, at: { lte: until } },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
      select: { at: true, reason: true, judgments: true },
    }),
    db.auditEntry.findMany({
      where: { studyId, at: { lte: until } },
      orderBy: { id: 'asc' },
      select: { at: true, action: true },
    }),
  ])
  return { amendments, looks, audit: audit.map(({ at, action }) => ({ at: at.toISOString(), action })) }
}
