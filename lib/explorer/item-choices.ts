import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'

/** What the filters of the explorer offer. */
export type ItemChoices = Record<
  'systems' | 'groups' | 'categories' | 'tags' | 'annotators' | 'questions',
  string[]
> & {
  hasShared: boolean
  protocol: ProtocolKind
  /** Of the question that is asked for, where responses are rated: codes with their labels, the lowest first. */
  options: { code: string; label: string }[]
  unit: 'RESPONSE' | 'TURN'
}

const Names = z.array(z.object({ name: z.string() }))

/** Systems, groups, categories, tags and annotators of a study, by name, and its questions in their order. */
export async function readItemChoices({ studyId }: Access<'study:results'>, criterion: number): Promise<ItemChoices> {
  const [systems, groups, annotators, criteria, shared, categories, tags] = await Promise.all([
    db.studySystem.findMany({
      where: { studyId },
      orderBy: { position: 'asc' },
      select: { system: { select: { name: true } } },
    }),
    db.annotatorGroup.findMany({ where: { studyId }, orderBy: { name: 'asc' }, select: { name: true } }),
    db.annotator.findMany({ where: { studyId }, orderBy: { code: 'asc' }, select: { code: true } }),
    db.criterion.findMany({
      where: { studyId },
      orderBy: { position: 'asc' },
      select: {
        ...{ question: true, unit: true, study: { select: { protocol: true } } },
        options: { orderBy: { score: 'asc' }, select: { code: true, label: true } },
      },
    }),
    db.item.findFirst({ where: { studyId, shared: true }, select: { id: true } }),
    db.$queryRaw`
      SELECT DISTINCT p.category AS name FROM "Item" i JOIN "Prompt" p ON p.id = i."promptId"
      WHERE i."studyId" = ${studyOf(studyId)} AND p.category IS NOT NULL ORDER BY 1`,
    db.$queryRaw`
      SELECT DISTINCT unnest(p.tags) AS name FROM "Item" i JOIN "Prompt" p ON p.id = i."promptId"
      WHERE i."studyId" = ${studyOf(studyId)} ORDER BY 1`,
  ])
  const protocol = criteria[0]?.study.protocol ?? 'COMPARISON'
  const names = (rows: unknown) => Names.parse(rows).map(({ name }) => name)
  return {
    systems: systems.map(({ system }) => system.name),
    groups: groups.map(({ name }) => name),
    categories: names(categories),
    tags: names(tags),
    annotators: annotators.map(({ code }) => code),
    questions: criteria.map(({ question }) => question),
    hasShared: shared !== null,
    protocol,
    options: protocol === 'RATING' ? (criteria[criterion]?.options ?? []) : [],
    unit: criteria[criterion]?.unit ?? 'RESPONSE',
  }
}
