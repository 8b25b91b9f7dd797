import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { judgmentsKept } from '@/lib/counts/slots'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import { readChecks } from '@/lib/monitor/read-checks'
import { readFrozenPlan } from '@/lib/studies/read-planned-study'
import { type AmendmentRow, listAmendments } from '@/lib/studies/read-protocol'
import { type Deviation, type Happened, type JudgedAnnotator, listDeviations } from './deviations'

type Asking = Access<'study:read'> | Access<'study:design'> | Access<'study:results'>

/** What only a report knows: how it counts, and whether the primary hypothesis is decided. */
type Reported = Pick<Happened, 'report' | 'isDecided'>

const NO_REPORT: Reported = { report: null, isDecided: null }

/** All that was done otherwise than a study's design and plan say; nothing of a draft, nor of one not planned here. */
export async function readDeviations(access: Asking, reported: Reported = NO_REPORT): Promise<Deviation[]> {
  const { studyId } = access
  const study = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: { status: true, origin: true, looks: true, closedAt: true },
  })
  const { status, origin, closedAt } = study
  if (status === 'DRAFT' || origin === 'RECONSTRUCTED' || origin === 'IMPORTED') return []
  const [plan, kept, amendments, looks, annotators] = await Promise.all([
    readFrozenPlan(studyId),
    db.$queryRaw`${judgmentsKept(Prisma.sql`${studyId}::uuid`)}`,
    listAmendments(studyId),
    db.look.findMany({
      where: { studyId },
      orderBy: { at: 'asc' },
      select: { at: true, reason: true, judgments: true },
    }),
    readJudgedAnnotators(access),
  ])
  const [{ wanted, done }] = z.tuple([z.object({ wanted: z.coerce.number(), done: z.coerce.number() })]).parse(kept)
  return listDeviations(
    { plan, looks: study.looks },
    {
      ...{ status, closedAt, wanted, judgments: done, looks, annotators, ...reported },
      amendments: amendments.map((each) => ({ ...each, what: amendmentWords(each) })),
    },
  )
}

const Counted = z.object({
  id: z.string(),
  code: z.string(),
  excluded: z.string().nullable(),
  judgments: z.coerce.number(),
  medianSeconds: z.number().nullable(),
})

/** People alone: what models do is settled by their design, and what a simulation does by its settings. */
async function readJudgedAnnotators(access: Asking): Promise<JudgedAnnotator[]> {
  const rows = await db.$queryRaw`
    SELECT n.id, n.code, CASE WHEN n."excludedAt" IS NULL THEN NULL ELSE coalesce(n."excludedReason", '') END AS excluded,
           n.judged - n."setAside" AS judgments,
           (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a."activeMs") / 1000 FROM "Assignment" a
            WHERE a."studyId" = ${studyOf(access.studyId)} AND a."annotatorId" = n.id AND a."doneAt" IS NOT NULL
              AND a.flag IS NULL) AS "medianSeconds"
    FROM "Annotator" n
    WHERE n."studyId" = ${studyOf(access.studyId)} AND n.llm IS NULL AND n.judged > 0 ORDER BY n.code`
  const checks = await readChecks(access)
  const share = (id: string, kind: 'GOLD' | 'CHECK') => {
    const found = checks.find((each) => each.annotatorId === id && each.kind === kind)
    return found && found.judged > 0 ? found.failed / found.judged : null
  }
  return z
    .array(Counted)
    .parse(rows)
    .map(({ id, ...annotator }) => ({
      ...{ ...annotator, goldMissed: share(id, 'GOLD'), checksFailed: share(id, 'CHECK') },
    }))
}

/** What an amendment changed, in a few words. */
function amendmentWords({ kind, before, after }: AmendmentRow): string {
  switch (kind) {
    case 'INSTRUCTIONS':
      return 'the instructions were changed'
    case 'CAP':
      return `at most ${String(after ?? 'any number')} judgments an annotator in place of ${String(before ?? 'any number')}`
    case 'OVERLAP':
      return `${part(after, 'overlap')} judgments an item ${part(after, 'group') ? `by ${part(after, 'group')}` : 'by anybody'} in place of ${part(before, 'overlap')}`
    case 'SYSTEM':
      return `${part(after, 'added')} joined with ${part(after, 'items')} items`
    case 'MODEL':
      return `the model ${part(after, 'model')} joined as ${part(after, 'added')}`
  }
}

function part(recorded: unknown, name: string): string {
  const value = recorded !== null && typeof recorded === 'object' ? (recorded as Record<string, unknown>)[name] : null
  return Array.isArray(value) ? value.join(', ') : String(value ?? '')
}
