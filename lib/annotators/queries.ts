import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

const AnnotatorRow = z.object({
  id: z.string(),
  code: z.string(),
  group: z.string(),
  kind: z.enum(['person', 'LLM', 'simulated']),
  /** Pairs with a verdict, and pairs they said could not be judged. */
  judged: z.coerce.number(),
  setAside: z.coerce.number(),
  lastVerdictAt: z.date().nullable(),
  deactivatedAt: z.date().nullable(),
  excludedAt: z.date().nullable(),
  excludedReason: z.string().nullable(),
})
export type AnnotatorRow = z.output<typeof AnnotatorRow>

/** A study's annotators by code, without names: who is behind a code is no part of a study. */
export async function listAnnotators({ studyId }: Access<'annotators:manage'>): Promise<AnnotatorRow[]> {
  const rows = await db.$queryRaw`
    SELECT a.id, a.code, g.name AS "group", a."deactivatedAt", a."excludedAt", a."excludedReason",
           CASE WHEN a.simulated THEN 'simulated' WHEN a.llm IS NOT NULL THEN 'LLM' ELSE 'person' END AS kind,
           coalesce(done.judged, 0) AS judged, coalesce(done."setAside", 0) AS "setAside", done.last AS "lastVerdictAt"
    FROM "Annotator" a
    JOIN "AnnotatorGroup" g ON g."studyId" = a."studyId" AND g.id = a."groupId"
    LEFT JOIN (
      SELECT "annotatorId", count(*) FILTER (WHERE flag IS NULL) AS judged,
             count(*) FILTER (WHERE flag IS NOT NULL) AS "setAside", max("doneAt") AS last
      FROM "Assignment"
      WHERE "studyId" = ${studyId}::uuid AND "annotatorId" IS NOT NULL AND "doneAt" IS NOT NULL
      GROUP BY "annotatorId") done ON done."annotatorId" = a.id
    WHERE a."studyId" = ${studyId}::uuid
    ORDER BY g."codePrefix", length(a.code), a.code`
  return z.array(AnnotatorRow).parse(rows)
}

/** A group of people with the links that lead into it, newest first. */
export type GroupWithLinks = {
  id: string
  name: string
  codePrefix: string
  annotators: number
  /** Whether people may join it: a group of LLMs, or one that was simulated, stays what it is, as do rehearsals. */
  isForPeople: boolean
  links: GroupLink[]
}
export type GroupLink = {
  id: string
  uses: number
  capacity: number | null
  expiresAt: Date | null
  createdAt: Date
  state: 'open' | 'used up' | 'expired' | 'revoked'
}

/**
 * A study's groups, each with its invite links; a link's secret is stored nowhere, so it cannot be shown again.
 * @returns `takesPeople` is false once the study is closed: no link works then
 */
export async function listGroups({
  studyId,
}: Access<'annotators:manage'>): Promise<{ groups: GroupWithLinks[]; takesPeople: boolean }> {
  const links = { orderBy: { createdAt: 'desc' }, omit: { tokenHash: true } } as const
  const simulated = { where: { simulated: true }, select: { id: true }, take: 1 } as const
  const [study, groups] = await Promise.all([
    db.study.findUniqueOrThrow({ where: { id: studyId }, select: { status: true, origin: true } }),
    db.annotatorGroup.findMany({
      where: { studyId },
      orderBy: { codePrefix: 'asc' },
      include: { _count: { select: { annotators: true } }, annotators: simulated, invites: links },
    }),
  ])
  return {
    takesPeople: study.status !== 'CLOSED',
    groups: groups.map(({ id, name, codePrefix, kind, _count, annotators, invites }) => ({
      id,
      name,
      codePrefix,
      annotators: _count.annotators,
      isForPeople: study.origin === 'COLLECTED' && kind === 'HUMAN' && annotators.length === 0,
      links: invites.map((invite) => ({ ...invite, state: stateOf(invite) })),
    })),
  }
}

type Limits = { uses: number; capacity: number | null; expiresAt: Date | null; revokedAt: Date | null }

function stateOf({ uses, capacity, expiresAt, revokedAt }: Limits): GroupLink['state'] {
  if (revokedAt) return 'revoked'
  if (expiresAt && expiresAt <= new Date()) return 'expired'
  return capacity !== null && uses >= capacity ? 'used up' : 'open'
}
