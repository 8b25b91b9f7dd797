import 'server-only'
import { z } from 'zod'
import { runsStudy } from '@/lib/annotators/runs-study'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'
import { describeNow, describeRun, type Now } from './annotator-now'

const Row = z.object({
  id: z.string(),
  code: z.string(),
  group: z.string(),
  /** What the file of an imported study calls them. */
  importedAs: z.string().nullable(),
  /** `LLM` also of one whose verdicts were brought in, which nobody asks here. */
  kind: z.enum(['person', 'LLM', 'simulated']),
  /** Of a model, whether it joined once the study was closed. */
  exploratory: z.boolean(),
  /** Whether they may see the study's systems and results as well. */
  runsStudy: z.boolean(),
  /** Pairs done, practice left out, which the cap counts: judgments, and pairs that could not be judged. */
  done: z.number(),
  judgments: z.coerce.number(),
  /** Of a model: asked, and no verdict. */
  setAside: z.coerce.number(),
  /** Slots of the shared set that are theirs, and those they have done. */
  shared: z.coerce.number(),
  sharedDone: z.coerce.number(),
  /** Over the last hundred verdicts; null without any. */
  medianSeconds: z.number().nullable(),
  lastVerdictAt: z.date().nullable(),
  /** Slots they hold, when they took the last one, and when the last lease ends; nulls when they hold none. */
  held: z.coerce.number(),
  leasedAt: z.date().nullable(),
  leaseUntil: z.date().nullable(),
  hasConsented: z.boolean(),
  idleReason: z.string().nullable(),
  idleAt: z.date().nullable(),
  hasOpen: z.boolean(),
  deactivatedAt: z.date().nullable(),
  excludedAt: z.date().nullable(),
  excludedReason: z.string().nullable(),
  status: z.enum(['DRAFT', 'OPEN', 'PAUSED', 'CLOSED']),
  /** Of a model that is asked here: how its run stands, and until when it waits for its provider. */
  run: z.enum(['READY', 'RUNNING', 'PAUSED', 'STOPPED', 'CANCELLED', 'DONE']).nullable(),
  waitingUntil: z.date().nullable(),
  cap: z.number().nullable(),
})
type Row = z.output<typeof Row>

type Inner = 'status' | 'hasConsented' | 'idleReason' | 'idleAt' | 'hasOpen' | 'waitingUntil'

/** An annotator by code, how much they have done, and what they are at, or why nothing is handed to them. */
export type MonitoredAnnotator = Omit<Row, Inner> & {
  now: Now
}

/**
 * Every annotator of a study, by code, without names: who is behind a code is no part of a study. Of each the last
 * hundred verdicts are read ("Assignment_done"), what they hold ("Assignment_held"), what is kept for them
 * ("Assignment_kept") and what they set aside ("Assignment_set_aside"): never all that was judged.
 */
export async function readAnnotators(
  { studyId }: Access<'study:read'> | Access<'annotators:manage'>,
  now: Date,
): Promise<MonitoredAnnotator[]> {
  const rows = await db.$queryRaw`
    SELECT n.id, n.code, g.name AS "group", n."importedAs", n.judged AS done, n."idleReason", n."idleAt", n."deactivatedAt", n."excludedAt",
           n."excludedReason", n.exploratory, s.status::text, s.cap, s.consent = '' OR n."consentedAt" IS NOT NULL AS "hasConsented",
           CASE WHEN n.simulated THEN 'simulated' WHEN n.llm IS NOT NULL OR g.kind = 'LLM' THEN 'LLM' ELSE 'person' END AS kind,
           ${runsStudy(studyId)} AS "runsStudy",
           last."medianSeconds", last."lastVerdictAt", held.*, r.status::text AS run, r."waitingUntil",
           (n."idleReason" = 'waiting' AND EXISTS (
             SELECT FROM "Assignment" a
             WHERE a."studyId" = n."studyId" AND pool_of(a."groupId") IN (pool_of(NULL), pool_of(n."groupId"))
               AND a."doneAt" IS NULL AND a."keptForId" IS NULL AND a.repeat = 0
               AND (SELECT mine.id FROM "Assignment" mine
                    WHERE mine."studyId" = a."studyId" AND mine."annotatorId" = n.id AND mine."itemId" = a."itemId"
                      AND mine.id <> a.id LIMIT 1) IS NULL)) IS TRUE AS "hasOpen",
           n.judged - aside.pairs AS judgments, aside.pairs AS "setAside",
           shared.items AS shared, greatest(0, shared.items - coalesce(kept.left, 0)) AS "sharedDone"
    FROM "Annotator" n
    JOIN "Study" s ON s.id = n."studyId"
    JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
    LEFT JOIN "ModelRun" r ON r."studyId" = n."studyId" AND r."annotatorId" = n.id
    CROSS JOIN LATERAL (
      SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY d."activeMs") / 1000 AS "medianSeconds",
             max(d."doneAt") AS "lastVerdictAt"
      FROM (SELECT a."activeMs", a."doneAt" FROM "Assignment" a
            WHERE a."studyId" = n."studyId" AND a."annotatorId" = n.id AND a."doneAt" IS NOT NULL
            ORDER BY a."doneAt" DESC LIMIT 100) d) last
    CROSS JOIN LATERAL (
      SELECT count(*) AS held, max(a."leasedAt") AS "leasedAt", max(a."leaseUntil") AS "leaseUntil" FROM "Assignment" a
      WHERE a."studyId" = n."studyId" AND a."annotatorId" = n.id AND a."doneAt" IS NULL) held
    CROSS JOIN LATERAL (
      SELECT count(*) AS pairs FROM "Assignment" f
      JOIN "Item" i ON i."studyId" = f."studyId" AND i.id = f."itemId" AND i.kind <> 'PRACTICE'
      WHERE f."studyId" = n."studyId" AND f."annotatorId" = n.id AND f.flag IS NOT NULL) aside
    CROSS JOIN LATERAL (
      SELECT CASE WHEN g."judgesShared" AND n.llm IS NULL AND s.status <> 'DRAFT'
                  THEN (SELECT count(*) FROM "Item" i WHERE i."studyId" = s.id AND i.shared) ELSE 0 END AS items) shared
    LEFT JOIN (
      SELECT a."keptForId", count(*) AS left
      FROM "Assignment" a JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId" AND i.shared
      WHERE a."studyId" = ${studyOf(studyId)} AND a."keptForId" IS NOT NULL AND a."doneAt" IS NULL AND a.repeat = 0
      GROUP BY 1) kept ON kept."keptForId" = n.id
    WHERE n."studyId" = ${studyOf(studyId)}
    ORDER BY g."codePrefix", length(n.code), n.code`
  return z
    .array(Row)
    .parse(rows)
    .map((row) => ({ ...row, now: describeRun(row, now) ?? describeNow(row, now) }))
}
