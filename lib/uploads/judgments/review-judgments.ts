import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { HARMLESS } from '../problems'
import { findImport } from './find-import'
import { formatOfImport } from './formats'
import { listJudgmentProblems, PROBLEM_CODE } from './list-judgment-problems'
import { isOfRatings } from './questions'

/** How many problem rows are shown. */
const SHOWN_PROBLEMS = 200

export type JudgmentReview = Awaited<ReturnType<typeof reviewJudgments>>

const Totals = z.object({
  ...{ judgments: z.number(), prompts: z.number(), pairs: z.number(), annotators: z.number() },
  /** First verdicts of rows: ties, those for the system named first, and those with a known side. */
  ...{ ties: z.number(), first: z.number(), sided: z.number(), shownFirst: z.number() },
  /** Judgments of an item that its annotator had judged before. */
  repeats: z.number(),
  unnamed: z.number(),
  texts: z.number(),
})

const Group = z.object({
  name: z.string(),
  kind: z.enum(['HUMAN', 'LLM']),
  judgments: z.number(),
  annotators: z.number(),
})
const Verdict = z.object({ criterion: z.number(), choice: z.string(), raw: z.string(), count: z.number() })

/**
 * What somebody sees before a study is made of files: how they were read, what was found, what will be left out and why.
 * @throws AppError `not_found`
 */
export async function reviewJudgments({ actor }: SiteAccess<'imports:manage'>, importId: string) {
  const found = await findImport(importId)
  const format = formatOfImport(found)
  const [totals, systems, focals, groups, verdicts, counts, problems] = await Promise.all([
    readTotals(importId),
    db.$queryRaw`
      SELECT name FROM (SELECT "systemA" AS name, id FROM "ImportRow" WHERE "importId" = ${importId}::uuid AND problem IS NULL
        UNION ALL SELECT "systemB", id FROM "ImportRow" WHERE "importId" = ${importId}::uuid AND problem IS NULL) named
      WHERE name IS NOT NULL
      GROUP BY 1 ORDER BY min(id), name`,
    readFocals(importId),
    db.$queryRaw`
      SELECT "group" AS name, min(kind::text) AS kind, count(*)::int AS judgments, count(DISTINCT annotator)::int AS annotators
      FROM "ImportRow" WHERE "importId" = ${importId}::uuid AND problem IS NULL GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 200`,
    db.$queryRaw`
      SELECT (said->>'criterion')::int AS criterion, said->>'choice' AS choice, said->>'raw' AS raw, count(*)::int AS count
      FROM "ImportRow" r CROSS JOIN LATERAL jsonb_array_elements(r.answers) said
      WHERE "importId" = ${importId}::uuid AND problem IS NULL GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC, 3 LIMIT 200`,
    db.$queryRaw`
      SELECT problem, count(*)::int AS count FROM "ImportRow"
      WHERE "importId" = ${importId}::uuid AND problem IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`,
    listJudgmentProblems(importId, { limit: SHOWN_PROBLEMS, but: HARMLESS }),
  ])
  const joined = format.answersApart ? await countJoined(importId) : null
  const ofGroup = (name: string) => joined?.find(({ group }) => group === name)
  return {
    id: found.id,
    status: found.status,
    studyId: found.studyId,
    /** Whether no study is to be made of it, but a prompt set; and which was. */
    pairs: found.pairs,
    promptSetId: found.promptSetId,
    person: { name: actor.name, role: actor.role },
    format,
    isOfRatings: isOfRatings(format),
    files: found.files,
    createdAt: found.createdAt,
    /** `verdicts` are those of the rows, which may answer one question each. */
    totals: {
      ...{ ...totals, verdicts: totals.judgments },
      ...(joined && { judgments: sumOf(joined, 'judgments'), repeats: sumOf(joined, 'repeats') }),
    },
    systems: z
      .array(z.object({ name: z.string() }))
      .parse(systems)
      .map(({ name }) => name),
    /** Those that each pair has: one of them may be the study's focal system. */
    focals: isOfRatings(format) ? [] : focals,
    groups: z
      .array(Group)
      .parse(groups)
      .map((group) => ({ ...group, judgments: ofGroup(group.name)?.judgments ?? group.judgments })),
    verdicts: z.array(Verdict).parse(verdicts),
    counts: z.array(z.object({ problem: PROBLEM_CODE, count: z.number() })).parse(counts),
    problems,
  }
}

const Joined = z.object({ group: z.string(), judgments: z.number(), repeats: z.number() })

function sumOf(rows: readonly z.output<typeof Joined>[], field: 'judgments' | 'repeats'): number {
  return rows.reduce((sum, row) => sum + row[field], 0)
}

/** Judgments by groups, where rows that answer different questions of one item by one annotator are one. */
async function countJoined(importId: string) {
  const rows = await db.$queryRaw`
    WITH row AS (
      SELECT "group", coalesce(annotator, 'nobody ' || id) AS who, answers->0->>'criterion' AS question,
             coalesce('id ' || "promptId", 'text ' || "promptDigest") AS asked,
             CASE WHEN "systemA" < "systemB" THEN ("systemA", "digestA", "systemB", "digestB") ELSE ("systemB", "digestB", "systemA", "digestA") END AS shown
      FROM "ImportRow" WHERE "importId" = ${importId}::uuid AND problem IS NULL),
    answered AS (SELECT "group", who, asked, shown, question, count(*) AS n FROM row GROUP BY 1, 2, 3, 4, 5),
    judged AS (SELECT "group", max(n) AS n FROM answered GROUP BY "group", who, asked, shown)
    SELECT "group", sum(n)::int AS judgments, (sum(n) - count(*))::int AS repeats FROM judged GROUP BY 1`
  return z.array(Joined).parse(rows)
}

async function readFocals(importId: string): Promise<string[]> {
  const rows = await db.$queryRaw`
    WITH pair AS (SELECT DISTINCT least("systemA", "systemB") AS a, greatest("systemA", "systemB") AS b
                  FROM "ImportRow" WHERE "importId" = ${importId}::uuid AND problem IS NULL)
    SELECT name FROM (SELECT a AS name FROM pair UNION ALL SELECT b FROM pair) named
    GROUP BY 1 HAVING count(*) = (SELECT count(*) FROM pair) ORDER BY 1`
  return z
    .array(z.object({ name: z.string() }))
    .parse(rows)
    .map(({ name }) => name)
}

async function readTotals(importId: string) {
  const rows = await db.$queryRaw`
    WITH said AS (
      SELECT r.*, r.answers->0->>'choice' AS choice,
             coalesce('id ' || "promptId", 'text ' || "promptDigest") AS asked,
             CASE WHEN "systemA" < "systemB" THEN "digestA" || ' ' || "digestB" ELSE concat("digestB", ' ', "digestA") END AS shown
      FROM "ImportRow" r WHERE r."importId" = ${importId}::uuid AND r.problem IS NULL)
    SELECT count(*)::int AS judgments, count(DISTINCT asked)::int AS prompts,
      count(DISTINCT (least("systemA", "systemB"), greatest("systemA", "systemB"))) FILTER (WHERE "systemB" IS NOT NULL)::int AS pairs,
      count(DISTINCT ("group", annotator))::int AS annotators,
      count(*) FILTER (WHERE choice IN ('TIE', 'BOTH_BAD'))::int AS ties,
      count(*) FILTER (WHERE choice LIKE 'A%')::int AS first,
      count("leftIsA")::int AS sided,
      count(*) FILTER (WHERE choice LIKE 'A%' AND "leftIsA" OR choice LIKE 'B%' AND choice <> 'BOTH_BAD' AND NOT "leftIsA")::int AS "shownFirst",
      (count(*) FILTER (WHERE annotator IS NOT NULL) - count(DISTINCT ("group", annotator, asked,
        least("systemA", "systemB"), greatest("systemA", "systemB"), shown)) FILTER (WHERE annotator IS NOT NULL))::int AS repeats,
      count(*) FILTER (WHERE annotator IS NULL)::int AS unnamed,
      count("responseA")::int AS texts
    FROM said`
  return z.tuple([Totals]).parse(rows)[0]
}
