import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { FileQuery } from '@/lib/exports/file-query'
import { type TextTerms, takesTexts } from '@/lib/exports/text-terms'
import type { MethodFacts } from '@/lib/reports/methods'
import type { Snapshot } from '@/lib/results/snapshots'

/** What the words of a bundle and of a data set say of a study; nothing in it is about a person. */
export type BundleFacts = Pick<MethodFacts, 'origin' | 'protocol' | 'source' | 'protocolText'> & {
  id: string
  title: string
  /** Whether prompts and responses may be given on, and whether they are in it. */
  terms: TextTerms
  hasTexts: boolean
  protocolHash: string | null
  overlap: number
  question: string
  options: string[]
  systems: string[]
  /** With how many of their annotators have judged; `late`: models that joined once the study was closed, which no number counts. */
  groups: { name: string; kind: 'HUMAN' | 'LLM'; annotators: number; late: number }[]
  snapshot: Pick<Snapshot, 'id' | 'at' | 'note' | 'rule' | 'dataHash' | 'criterion' | 'numbers'>
}

/** Reads them for a snapshot. @throws AppError `forbidden` where texts are asked for that may not leave */
export async function readBundleFacts(
  access: Access<'study:export'>,
  snapshot: Snapshot,
  query: Pick<FileQuery, 'texts'>,
): Promise<BundleFacts> {
  const { studyId } = access
  const { systems, criteria, groups, ...study } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: {
      ...{ id: true, title: true, origin: true, protocol: true, source: true },
      ...{ protocolHash: true, protocolText: true, overlap: true },
      systems: { orderBy: { position: 'asc' }, select: { system: { select: { name: true } } } },
      criteria: {
        where: { position: snapshot.criterion },
        select: { question: true, options: { orderBy: { position: 'asc' }, select: { label: true } } },
      },
      groups: {
        orderBy: [{ kind: 'asc' }, { name: 'asc' }],
        select: {
          ...{ name: true, kind: true },
          annotators: { where: { judged: { gt: 0 } }, select: { exploratory: true } },
        },
      },
    },
  })
  return {
    ...{ ...study, ...(await takesTexts(access, query)) },
    question: criteria[0]?.question ?? '',
    options: criteria[0]?.options.map(({ label }) => label) ?? [],
    systems: systems.map(({ system }) => system.name),
    groups: groups.map(({ name, kind, annotators }) => {
      const late = annotators.filter(({ exploratory }) => exploratory).length
      return { name, kind, annotators: annotators.length - late, late }
    }),
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
