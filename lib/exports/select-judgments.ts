import { runsStudy } from '@/lib/annotators/runs-study'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import { leftOutReason, RESPONSES } from '@/lib/rates/left-out'
import { JUDGMENT_COLUMNS, TEXT_COLUMNS } from './columns'
import { isoTime, type Sources, selectList } from './select-list'

const { sql } = Prisma

/** What the statement needs of a study. */
export type ExportedStudy = {
  id: string
  title: string
  protocol: ProtocolKind
  origin: string
  openedAt: Date | null
  seed: number
  parityMargin: number
  warnedCategories: string[]
  systems: { systemId: string }[]
  criteria: { id: string; options: { code: string; score: number }[] }[]
}

const focalArm = ({ systems }: ExportedStudy, a: Prisma.Sql, b: Prisma.Sql) =>
  sql`CASE ${systems[0]?.systemId ?? null}::uuid WHEN ${a} THEN 'a' WHEN ${b} THEN 'b' END`

/** Of criterion c, whether one of its answers prefers neither. */
const tieOffered = ({ protocol, criteria }: ExportedStudy) =>
  protocol === 'RATING'
    ? null
    : sql`c.id = ANY (${criteria.filter(({ options }) => options.some(({ score }) => score === 0)).map(({ id }) => id)}::uuid[])`

/** The options of criterion c of a rating study, for who computes from the file: nobody may have chosen some of them. */
const scaleOf = ({ protocol, criteria }: ExportedStudy) =>
  protocol === 'RATING'
    ? sql`CASE ${Prisma.join(
        criteria.map(
          ({ id, options }) =>
            sql`WHEN c.id = ${id}::uuid THEN ${JSON.stringify(Object.fromEntries(options.map(({ code, score }) => [code, score])))}::text`,
        ),
        ' ',
      )} END`
    : null

/** What a column of comparisons holds, of which ratings have none. */
const ofSides = ({ protocol }: ExportedStudy, source: Prisma.Sql) => (protocol === 'RATING' ? null : source)

const protocolName = ({ protocol }: ExportedStudy) => sql`${protocol.toLowerCase()}::text`

/** Of group g. */
const ANNOTATOR_KIND = sql`CASE g.kind WHEN 'LLM' THEN 'model' ELSE 'person' END`

/** Of systems ya and yb. */
const FAMILIES = { family_a: sql`nullif(ya.family, '')`, family_b: sql`nullif(yb.family, '')` }

const ANSWERED_AT = sql`coalesce(j."createdAt", s."doneAt")`

/** A judgment that was imported without its time is dated with the import: that is no time of the judgment. */
const submittedAt = ({ origin, openedAt }: ExportedStudy) =>
  origin === 'IMPORTED' ? sql`nullif(${ANSWERED_AT}, ${openedAt}::timestamptz)` : ANSWERED_AT

/** Characters of a response; of one that an imported file did not hold nobody knows. */
const lengthOf = (response: Prisma.Sql) => sql`CASE WHEN NOT ${response}.absent THEN ${response}.characters END`

/** As `JUDGMENTS`, and the slots without one, of which those with a flag are answers, too. */
const ANSWERS = sql`
  "Assignment" s
  LEFT JOIN "Judgment" j ON j."studyId" = s."studyId" AND j."assignmentId" = s.id
  LEFT JOIN "Criterion" c ON c."studyId" = j."studyId" AND c.id = j."criterionId"
  JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId"
  JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId"`

/** Of a changed verdict, the reason as it stood until then; none may have stood, hence the lists. */
const REASON = sql`
  CASE WHEN j."supersededAt" IS NULL THEN s.rationale ELSE (coalesce(
    (SELECT ARRAY[r.rationale] FROM "ReplacedReason" r
     WHERE r."studyId" = s."studyId" AND r."assignmentId" = s.id AND r."replacedAt" >= j."supersededAt"
     ORDER BY r."replacedAt" LIMIT 1), ARRAY[s.rationale]))[1] END`

/** In which the desk was opened last before the answer was stored. */
const SCREEN_LANGUAGE = sql`
  (SELECT l."language" FROM "ShownLanguage" l
   WHERE l."studyId" = n."studyId" AND l."annotatorId" = n.id AND l."since" <= ${ANSWERED_AT}
   ORDER BY l."since" DESC LIMIT 1)`

/** Of published counts nobody tells these. */
const UNTOLD = {
  item: null,
  prompt_id: null,
  category: null,
  length_a: null,
  length_b: null,
  presented_left: null,
  annotator: null,
  leased_at: null,
  submitted_at: null,
  elapsed_ms: null,
  active_ms: null,
  asked: null,
  hasty: null,
  rank: null,
  slot: null,
  repeat: null,
  shared: null,
  sample: null,
  expected: null,
  masked: null,
  warned: null,
  rationale: null,
  flag: null,
  flag_note: null,
  revision: null,
  annotator_model: null,
  outcome: null,
  raw_verdict: null,
  screen_language: null,
} as const

type JudgmentSources = Sources<typeof JUDGMENT_COLUMNS>
type TextSources = Sources<typeof TEXT_COLUMNS>

/** Of an item's prompt p and responses a and b; of one that an imported file did not hold there is none. */
export const TEXTS: TextSources = {
  prompt: sql`p.messages`,
  response_a: sql`CASE WHEN NOT a.absent THEN a.messages END`,
  response_b: sql`CASE WHEN NOT b.absent THEN b.messages END`,
}

/** What stands behind the columns of judgments: the texts, where they are asked for. */
const behind = (withTexts: boolean, texts: TextSources) =>
  withTexts ? sql`, ${selectList(TEXT_COLUMNS, texts)}` : Prisma.empty

/**
 * All answers on record, and what could not be judged, in the order they were stored. What is the same in every row is a
 * parameter: carried by the rows, it would have to be sorted with them.
 */
export function selectJudgments(study: ExportedStudy, withTexts = false): Prisma.Sql {
  const { id, title, origin, seed, warnedCategories, parityMargin } = study
  const sources: JudgmentSources = {
    study: sql`${title}::text`,
    study_id: sql`${id}::text`,
    origin: sql`CASE WHEN n.simulated THEN 'simulated' ELSE lower(${origin}::text) END`,
    item: sql`i.position`,
    prompt_id: sql`p."externalId"`,
    category: sql`p.category`,
    tags: sql`array_to_json(p.tags)::text`,
    model_a: sql`ya.name`,
    model_b: sql`yb.name`,
    focal: focalArm(study, sql`a."systemId"`, sql`b."systemId"`),
    length_a: lengthOf(sql`a`),
    length_b: lengthOf(sql`b`),
    criterion: sql`c.question`,
    verdict: sql`j.choice`,
    score: sql`j.score`,
    tie_offered: tieOffered(study),
    presented_left: ofSides(study, sql`CASE s."leftIsA" WHEN true THEN 'a' WHEN false THEN 'b' END`),
    annotator: sql`n.code`,
    group: sql`g.name`,
    simulated: sql`n.simulated`,
    leased_at: isoTime(sql`s."leasedAt"`),
    submitted_at: isoTime(submittedAt(study)),
    elapsed_ms: sql`s."elapsedMs"`,
    active_ms: sql`s."activeMs"`,
    asked: sql`lower(s.asked::text)`,
    hasty: sql`s.hasty`,
    in_force: sql`j."supersededAt" IS NULL`,
    left_out: sql`
      CASE WHEN j.id IS NOT NULL THEN ${leftOutReason(study.criteria[0]?.id, study.protocol)}
        WHEN s.flag <> 'NO_VERDICT' THEN 'set_aside'
        WHEN n.exploratory THEN 'exploratory' WHEN n."excludedAt" IS NOT NULL THEN 'excluded' ELSE 'no_verdict' END`,
    rank: sql`s.rank`,
    slot: sql`s.slot`,
    repeat: sql`s.repeat`,
    item_kind: sql`lower(i.kind::text)`,
    shared: sql`i.shared`,
    expected: sql`i.expected`,
    masked: sql`array_to_json(i.masks)::text`,
    warned: sql`coalesce(p.category = ANY (${warnedCategories}::text[]), false)`,
    seed: sql`${seed}::int`,
    rationale: REASON,
    flag: sql`lower(s.flag::text)`,
    flag_note: sql`s."flagNote"`,
    runs_study: runsStudy(id),
    // Numbered as rows are read.
    revision: null,
    protocol: protocolName(study),
    turn: sql`j.turn`,
    sample: study.protocol === 'RATING' ? sql`a.sample` : null,
    scale: scaleOf(study),
    annotator_kind: ANNOTATOR_KIND,
    annotator_model: sql`n.llm->>'model'`,
    outcome: sql`lower(s.outcome::text)`,
    ...FAMILIES,
    parity_margin: sql`${parityMargin}::float8`,
    raw_verdict: origin === 'IMPORTED' ? sql`j.raw` : null,
    screen_language: SCREEN_LANGUAGE,
  }
  return sql`
    SELECT ${selectList(JUDGMENT_COLUMNS, sources)}${behind(withTexts, TEXTS)}
    FROM ${ANSWERS} ${RESPONSES}
    JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "System" ya ON ya.id = a."systemId"
    LEFT JOIN "System" yb ON yb.id = b."systemId"
    WHERE s."studyId" = ${studyOf(id)} AND (j.id IS NOT NULL OR s.flag IS NOT NULL)
    ORDER BY ${ANSWERED_AT}, ${origin === 'IMPORTED' ? sql`s.rank, ` : Prisma.empty}j.id, s.id`
}

/** A row for each verdict or rating of published counts. */
export function selectTallied(study: ExportedStudy, withTexts = false): Prisma.Sql {
  const { id, title, seed, parityMargin } = study
  const sources: JudgmentSources = {
    ...UNTOLD,
    study: sql`${title}::text`,
    study_id: sql`${id}::text`,
    origin: sql`'reconstructed'`,
    tags: sql`'[]'`,
    model_a: sql`ya.name`,
    model_b: sql`yb.name`,
    focal: focalArm(study, sql`t."systemAId"`, sql`t."systemBId"`),
    criterion: sql`c.question`,
    verdict: sql`t.choice`,
    score: sql`o.score`,
    tie_offered: tieOffered(study),
    group: sql`g.name`,
    simulated: sql`false`,
    in_force: sql`true`,
    left_out: sql`
      CASE WHEN c.position > (SELECT min(position) FROM "Criterion" f WHERE f."studyId" = t."studyId") THEN 'criterion' END`,
    item_kind: sql`'regular'`,
    seed: sql`${seed}::int`,
    runs_study: sql`false`,
    protocol: protocolName(study),
    turn: sql`CASE WHEN c.unit = 'RESPONSE' THEN 0 END`,
    scale: scaleOf(study),
    annotator_kind: ANNOTATOR_KIND,
    ...FAMILIES,
    parity_margin: sql`${parityMargin}::float8`,
  }
  return sql`
    SELECT ${selectList(JUDGMENT_COLUMNS, sources)}${behind(withTexts, { prompt: null, response_a: null, response_b: null })}
    FROM "Tally" t
    JOIN "Criterion" c ON c."studyId" = t."studyId" AND c.id = t."criterionId"
    JOIN "CriterionOption" o ON o."studyId" = t."studyId" AND o."criterionId" = t."criterionId" AND o.code = t.choice
    JOIN "AnnotatorGroup" g ON g."studyId" = t."studyId" AND g.id = t."groupId"
    JOIN "System" ya ON ya.id = t."systemAId"
    LEFT JOIN "System" yb ON yb.id = t."systemBId"
    CROSS JOIN LATERAL generate_series(1, t.count)
    WHERE t."studyId" = ${id}::uuid
    ORDER BY g.kind, g.name, c.position, ya.name, yb.name, o.position`
}
