import type { PoolClient } from 'pg'
import { asPresented } from '@/lib/protocols/comparison/outcome'
import { SCALES } from '@/lib/protocols/comparison/scales'
import type { JudgmentFormat } from './format'
import type { RepeatRule } from './schema'

/** A prompt with two responses each, or with one that was rated, in the order in which the files have them. */
const ITEMS = `
  CREATE TEMP TABLE import_item ON COMMIT DROP AS
  SELECT gen_random_uuid() AS id, "promptId", ra, rb, row_number() OVER (ORDER BY min(row)) - 1 AS position
  FROM (
    SELECT a."promptId", a.id AS ra, b.id AS rb, j.row FROM import_judged j
    JOIN import_response a ON a.key = j.key AND a.system = j.a AND a.digest = j."digestA"
    LEFT JOIN import_response b ON b.key = j.key AND b.system = j.b AND b.digest = j."digestB") shown
  GROUP BY "promptId", ra, rb`
const WRITE_ITEMS = `
  INSERT INTO "Item" ("studyId", id, position, "promptId", "responseAId", "responseBId")
  SELECT $1, id, position, "promptId", ra, rb FROM import_item`

/** Who judged, with codes by their group's letters in the order in which they come. */
const ANNOTATORS = `
  CREATE TEMP TABLE import_annotator ON COMMIT DROP AS
  SELECT gen_random_uuid() AS id, coalesce(annotator, '') AS name, g.id AS "groupId", g.source,
         g.prefix || lpad(n.nth::text, greatest(2, length(n.nth::text)), '0') AS code
  FROM (
    SELECT annotator, "group", row_number() OVER (PARTITION BY coalesce(nullif($3, ''), "group") ORDER BY min(id)) AS nth
    FROM "ImportRow" WHERE "importId" = $1 AND problem IS NULL GROUP BY 1, 2) n
  JOIN jsonb_to_recordset($2::jsonb) AS g(id uuid, source text, prefix text) ON g.source = n."group"`
const WRITE_ANNOTATORS = `
  INSERT INTO "Annotator" ("studyId", id, "groupId", code, "importedAs", "joinedAt")
  SELECT $1, id, "groupId", code, coalesce(nullif(name, ''), 'not named'), $2 FROM import_annotator`

/**
 * A slot for each judgment. Which of somebody's judgments of an item counts is the first by $2: time, or the order of the
 * file where it has no times. Whoever is not named is nobody twice: their judgments all count. Answers to other questions are
 * no repeats.
 */
const SLOTS = (order: 'ASC' | 'DESC') => `
  CREATE TEMP TABLE import_slot ON COMMIT DROP AS
  SELECT gen_random_uuid() AS id, j.row, j.swapped, i.id AS "itemId", n.id AS "annotatorId", $2 OR n.name = '' AS each,
         n.name = '' AS unnamed, true AS first,
         row_number() OVER (PARTITION BY i.id, n.id, r.answers->0->>'criterion' ORDER BY r."judgedAt" ${order}, j.row ${order}) - 1 AS nth,
         row_number() OVER (PARTITION BY i.id ORDER BY j.row) - 1 AS slot
  FROM import_judged j
  JOIN "ImportRow" r ON r.id = j.row
  JOIN import_response a ON a.key = j.key AND a.system = j.a AND a.digest = j."digestA"
  LEFT JOIN import_response b ON b.key = j.key AND b.system = j.b AND b.digest = j."digestB"
  JOIN import_item i ON i.ra = a.id AND coalesce(i.rb, i.ra) = coalesce(b.id, a.id)
  JOIN import_annotator n ON n.source = r."group" AND n.name = coalesce(r.annotator, '')
  WHERE r."importId" = $1`
/** Where each row answers one question, rows of one judgment have the slot of the first of them. */
const JOIN_ANSWERS = `
  UPDATE import_slot s SET id = f.id, first = false
  FROM (SELECT DISTINCT ON ("itemId", "annotatorId", nth) "itemId", "annotatorId", nth, id, row
        FROM import_slot WHERE NOT unnamed ORDER BY "itemId", "annotatorId", nth, row) f
  WHERE s."itemId" = f."itemId" AND s."annotatorId" = f."annotatorId" AND s.nth = f.nth AND s.row <> f.row`
const WRITE_SLOTS = `
  INSERT INTO "Assignment" ("studyId", id, "itemId", slot, rank, "leftIsA", repeat, occurrence, "annotatorId", "doneAt", "elapsedMs", rationale)
  SELECT $1, s.id, s."itemId", s.slot, row_number() OVER (ORDER BY s.row) - 1,
         CASE WHEN s.swapped THEN NOT r."leftIsA" ELSE r."leftIsA" END,
         CASE WHEN s.each THEN 0 ELSE s.nth END, CASE WHEN s.each THEN s.nth ELSE 0 END,
         s."annotatorId", coalesce(r."judgedAt", $2), r."elapsedMs", r.rationale
  FROM import_slot s JOIN "ImportRow" r ON r.id = s.row WHERE s.first`
const WRITE_JUDGMENTS = `
  INSERT INTO "Judgment" ("studyId", "assignmentId", "criterionId", choice, score, raw, "submissionKey", "createdAt")
  SELECT $1, s.id, o."criterionId", o.code, o.score, said->>'raw', s.id, coalesce(r."judgedAt", $2)
  FROM import_slot s JOIN "ImportRow" r ON r.id = s.row
  CROSS JOIN LATERAL jsonb_array_elements(r.answers) said
  JOIN jsonb_to_recordset($3::jsonb) AS o(criterion int, "criterionId" uuid, choice text, swapped bool, code text, score float8)
    ON o.criterion = (said->>'criterion')::int AND o.choice = said->>'choice' AND o.swapped = s.swapped
  ORDER BY s.row`
const COUNT = `
  UPDATE "Annotator" n SET judged = c.judged, revision = c.judged
  FROM (SELECT "annotatorId", count(*)::int AS judged FROM import_slot WHERE first GROUP BY 1) c
  WHERE n."studyId" = $1 AND n.id = c."annotatorId"`

type Judged = {
  importId: string
  studyId: string
  at: Date
  repeats: RepeatRule
  /** One group for all; an empty text for those of the file. */
  group: string
  /** The study's groups by what the file calls them. */
  groups: readonly { id: string; source: string; prefix: string }[]
  criteria: readonly { id: string }[]
  format: JudgmentFormat
}

/** Writes items, annotators, slots and judgments from the temporary tables of `writeTexts`. @returns how many of each */
export async function writeJudged(client: PoolClient, judged: Judged) {
  const { importId, studyId, at, repeats, group, groups, criteria, format } = judged
  await client.query(ITEMS)
  const items = await client.query(WRITE_ITEMS, [studyId])
  await client.query(ANNOTATORS, [importId, JSON.stringify(groups), group])
  const annotators = await client.query(WRITE_ANNOTATORS, [studyId, at])
  await client.query('ANALYZE import_item, import_annotator')
  await client.query(SLOTS(repeats === 'latest' ? 'DESC' : 'ASC'), [importId, repeats === 'all'])
  await client.query('ANALYZE import_slot')
  if (format.answersApart) await client.query(JOIN_ANSWERS)
  const slots = await client.query(WRITE_SLOTS, [studyId, at])
  const options = JSON.stringify(optionsOf(format, criteria))
  const answers = await client.query(WRITE_JUDGMENTS, [studyId, at, options])
  await client.query(COUNT, [studyId])
  await client.query('UPDATE "Study" SET "poolSlots" = $2 WHERE id = $1', [studyId, slots.rowCount])
  const [repeated] = (
    await client.query('SELECT count(*)::int AS n FROM import_slot WHERE first AND nth > 0 AND NOT each')
  ).rows
  return {
    ...{ items: items.rowCount ?? 0, annotators: annotators.rowCount ?? 0, judgments: slots.rowCount ?? 0 },
    ...{ answers: answers.rowCount ?? 0, repeats: Number(repeated?.n ?? 0) },
  }
}

type Option = {
  criterion: number
  criterionId: string | undefined
  choice: string
  swapped: boolean
  code: string
  score: number | undefined
}

/** What each choice of the file is stored as: itself, or its mirror where the file has the pair the other way round. */
function optionsOf(format: JudgmentFormat, criteria: readonly { id: string }[]): Option[] {
  return format.criteria.flatMap(({ scale, rated }, criterion): Option[] => {
    const criterionId = criteria[criterion]?.id
    if (!scale)
      return rated.map(({ code, score }) => ({ criterion, criterionId, choice: code, swapped: false, code, score }))
    const options = SCALES[scale].options
    return options.flatMap(({ code: choice }) =>
      [false, true].map((swapped) => {
        const code = asPresented(choice, !swapped, options)
        const score = options.find((option) => option.code === code)?.score
        return { criterion, criterionId, choice, swapped, code, score }
      }),
    )
  })
}
