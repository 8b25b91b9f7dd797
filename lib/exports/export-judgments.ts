import 'server-only'
import { runsStudy } from '@/lib/annotators/runs-study'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { requireResults } from '@/lib/looks/looks'
import { leftOutReason, RESPONSES } from '@/lib/rates/left-out'
import type { JudgmentRow } from './columns'
import { readBatches } from './read-batches'

export type JudgmentExport = { title: string; batches: AsyncGenerator<JudgmentRow[], void, undefined> }

/**
 * All that annotators answered, in the order it was stored: judgments, changed ones included and marked, and what they
 * could not judge, with their reasons and notes. A study of published counts gives one row for each verdict counted, with nothing in the columns that its source does not tell.
 * @throws AppError `forbidden` while the design does not show outcomes and nobody gave a reason to look
 */
export async function exportJudgments(access: Access<'study:export'>): Promise<JudgmentExport> {
  await requireResults(access)
  return exportRows(access)
}

/** The same rows for what computes with them in place of writing a file; its callers ask whether they may be seen. */
export async function exportRows({
  studyId,
}: Access<'study:export'> | Access<'study:results'>): Promise<JudgmentExport> {
  const study = await db.study.findUnique({
    where: { id: studyId },
    select: {
      ...{ id: true, title: true, origin: true, seed: true, warnedCategories: true },
      systems: { where: { focal: true }, select: { systemId: true } },
      criteria: {
        orderBy: { position: 'asc' },
        select: { id: true, options: { where: { score: 0 }, take: 1, select: { code: true } } },
      },
    },
  })
  if (!study) throw new AppError('not_found')
  const query = study.origin === 'RECONSTRUCTED' ? selectTallied(study) : selectJudgments(study)
  return { title: study.title, batches: numberRevisions(readBatches<Unnumbered>(query)) }
}

type Unnumbered = Omit<JudgmentRow, 'revision'>

/**
 * Counts how often each answer was changed before. Rows come in their order, so that it is enough to remember those that
 * were changed: joined by the database, it could be a product of all rows with all.
 */
async function* numberRevisions(batches: AsyncGenerator<Unnumbered[]>): AsyncGenerator<JudgmentRow[], void, undefined> {
  const changed = new Map<string, number>()
  const number = (row: Unnumbered): JudgmentRow => {
    const { item, slot, repeat, criterion, in_force } = row
    if (criterion === null || slot === null) return { ...row, revision: null }
    const key = JSON.stringify([item, slot, repeat, criterion])
    const revision = changed.get(key) ?? 0
    if (!in_force) changed.set(key, revision + 1)
    return { ...row, revision }
  }
  for await (const batch of batches) yield batch.map(number)
}

type Study = {
  id: string
  title: string
  origin: string
  seed: number
  warnedCategories: string[]
  systems: { systemId: string }[]
  criteria: { id: string; options: unknown[] }[]
}

const iso = (column: Prisma.Sql) => Prisma.sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const focalArm = ({ systems }: Study, a: Prisma.Sql, b: Prisma.Sql) =>
  Prisma.sql`CASE ${systems[0]?.systemId ?? null}::uuid WHEN ${a} THEN 'a' WHEN ${b} THEN 'b' END`

/** Of criterion c, whether one of its answers prefers neither. */
const tieOffered = ({ criteria }: Study) =>
  Prisma.sql`c.id = ANY (${criteria.filter(({ options }) => options.length > 0).map(({ id }) => id)}::uuid[])`

const ANSWERED_AT = Prisma.sql`coalesce(j."createdAt", s."doneAt")`

/** As `JUDGMENTS`, and the slots without one, of which those with a flag are answers, too. */
const ANSWERS = Prisma.sql`
  "Assignment" s
  LEFT JOIN "Judgment" j ON j."studyId" = s."studyId" AND j."assignmentId" = s.id
  LEFT JOIN "Criterion" c ON c."studyId" = j."studyId" AND c.id = j."criterionId"
  JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId"
  JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId"`

/** Of a changed verdict, the reason as it stood until then; none may have stood, hence the lists. */
const REASON = Prisma.sql`
  CASE WHEN j."supersededAt" IS NULL THEN s.rationale ELSE (coalesce(
    (SELECT ARRAY[r.rationale] FROM "ReplacedReason" r
     WHERE r."studyId" = s."studyId" AND r."assignmentId" = s.id AND r."replacedAt" >= j."supersededAt"
     ORDER BY r."replacedAt" LIMIT 1), ARRAY[s.rationale]))[1] END`

// What is the same in every row is a parameter: carried by the rows, it would have to be sorted with them.
function selectJudgments(study: Study): Prisma.Sql {
  const { id, title, origin, seed, warnedCategories } = study
  return Prisma.sql`
    SELECT ${title}::text AS study, ${id}::text AS study_id,
           CASE WHEN n.simulated THEN 'simulated' ELSE lower(${origin}::text) END AS origin,
           i.position AS item, p."externalId" AS prompt_id, p.category,
           array_to_json(p.tags)::text AS tags, ya.name AS model_a, yb.name AS model_b,
           ${focalArm(study, Prisma.sql`a."systemId"`, Prisma.sql`b."systemId"`)} AS focal,
           a.characters AS length_a, b.characters AS length_b, c.question AS criterion, j.choice AS verdict, j.score,
           ${tieOffered(study)} AS tie_offered, CASE WHEN s."leftIsA" THEN 'a' ELSE 'b' END AS presented_left,
           n.code AS annotator, g.name AS "group", n.simulated,
           ${iso(Prisma.sql`s."leasedAt"`)} AS leased_at, ${iso(ANSWERED_AT)} AS submitted_at,
           s."elapsedMs" AS elapsed_ms, s."activeMs" AS active_ms, lower(s.asked::text) AS asked, s.hasty, j."supersededAt" IS NULL AS in_force,
           CASE WHEN j.id IS NULL THEN 'set_aside' ELSE ${leftOutReason(study.criteria[0]?.id)} END AS left_out,
           s.rank, s.slot, s.repeat, lower(i.kind::text) AS item_kind, i.shared, i.expected,
           array_to_json(i.masks)::text AS masked,
           coalesce(p.category = ANY (${warnedCategories}::text[]), false) AS warned, ${seed}::int AS seed,
           ${REASON} AS rationale, lower(s.flag::text) AS flag, s."flagNote" AS flag_note, ${runsStudy(id)} AS runs_study
    FROM ${ANSWERS} ${RESPONSES}
    JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "System" ya ON ya.id = a."systemId"
    LEFT JOIN "System" yb ON yb.id = b."systemId"
    WHERE s."studyId" = ${id}::uuid AND (j.id IS NOT NULL OR s.flag IS NOT NULL)
    ORDER BY ${ANSWERED_AT}, j.id, s.id`
}

function selectTallied(study: Study): Prisma.Sql {
  const { id, title, seed } = study
  return Prisma.sql`
    SELECT ${title}::text AS study, ${id}::text AS study_id, 'reconstructed' AS origin,
           NULL AS item, NULL AS prompt_id, NULL AS category, '[]' AS tags,
           ya.name AS model_a, yb.name AS model_b,
           ${focalArm(study, Prisma.sql`t."systemAId"`, Prisma.sql`t."systemBId"`)} AS focal,
           NULL AS length_a, NULL AS length_b, c.question AS criterion, t.choice AS verdict, o.score, ${tieOffered(study)} AS tie_offered,
           NULL AS presented_left,
           NULL AS annotator, g.name AS "group", false AS simulated,
           NULL AS leased_at, NULL AS submitted_at, NULL AS elapsed_ms, NULL AS active_ms, NULL AS asked, NULL AS hasty, true AS in_force,
           CASE WHEN c.position > (SELECT min(position) FROM "Criterion" f WHERE f."studyId" = t."studyId")
                THEN 'criterion' END AS left_out,
           NULL AS rank, NULL AS slot, NULL AS repeat, 'regular' AS item_kind, NULL AS shared, NULL AS expected, NULL AS masked, NULL AS warned, ${seed}::int AS seed,
           NULL AS rationale, NULL AS flag, NULL AS flag_note, false AS runs_study
    FROM "Tally" t
    JOIN "Criterion" c ON c."studyId" = t."studyId" AND c.id = t."criterionId"
    JOIN "CriterionOption" o ON o."studyId" = t."studyId" AND o."criterionId" = t."criterionId" AND o.code = t.choice
    JOIN "AnnotatorGroup" g ON g."studyId" = t."studyId" AND g.id = t."groupId"
    JOIN "System" ya ON ya.id = t."systemAId"
    JOIN "System" yb ON yb.id = t."systemBId"
    CROSS JOIN LATERAL generate_series(1, t.count)
    WHERE t."studyId" = ${id}::uuid
    ORDER BY g.kind, g.name, c.position, ya.name, yb.name, o.position`
}
