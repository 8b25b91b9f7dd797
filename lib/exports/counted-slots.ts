import { Prisma } from '@/lib/db/generated/client'

const { sql } = Prisma

/**
 * Joins what other tools' files tell of a done slot s and its annotator n to an item's prompt p, systems ya and yb, and the
 * answer in force j to the study's first question; j is null where a model gave none.
 */
export const TOLD_ITEMS = sql`
  JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId"
  JOIN "Prompt" p ON p.id = i."promptId"
  JOIN "SystemResponse" a ON a.id = i."responseAId" JOIN "System" ya ON ya.id = a."systemId"
  LEFT JOIN "SystemResponse" b ON b.id = i."responseBId" LEFT JOIN "System" yb ON yb.id = b."systemId"`

/** The answers in force of a slot to the study's first question: what figure 1 counts. */
export function answersOf(slot: Prisma.Sql, criterionId: string): Prisma.Sql {
  return sql`
    (SELECT * FROM "Judgment" o
     WHERE o."studyId" = ${slot}."studyId" AND o."assignmentId" = ${slot}.id
       AND o."criterionId" = ${criterionId}::uuid AND o."supersededAt" IS NULL)`
}

/** The last call of a slot that came back, with what was sent and what was said; none where no model was asked. */
export function lastCallOf(slot: Prisma.Sql): Prisma.Sql {
  return sql`
    (SELECT o.messages, o.answer FROM "ModelCall" o
     WHERE o."studyId" = ${slot}."studyId" AND o."assignmentId" = ${slot}.id AND o.status = 'RETURNED'
     ORDER BY o.attempt DESC LIMIT 1)`
}

/** What was sent as one text: the system's words before the user's, as FastChat keeps the user's prompt. */
export function sentText(messages: Prisma.Sql): Prisma.Sql {
  return sql`
    (SELECT string_agg(said.value ->> 'content', E'\\n\\n' ORDER BY said.place)
     FROM jsonb_array_elements(${messages}) WITH ORDINALITY AS said(value, place))`
}

/** Of annotator n and group g: a model, asked in earnest. */
export const OF_MODELS = sql`g.kind = 'LLM' AND NOT n.simulated`

/** A judge as FastChat names it: the model, or its group where nobody said which, and its code, which tells two of a kind apart. */
export const JUDGE = sql`json_build_array(coalesce(n.llm ->> 'model', g.name), n.code)`

/** Only what figure 1 counts: regular items, of annotators who are not excluded and joined in time, judged a first time. */
export const COUNTED_SLOTS = sql`
  i.kind = 'REGULAR' AND NOT n.exploratory AND n."excludedAt" IS NULL AND s.repeat = 0 AND s."doneAt" IS NOT NULL`

/** That an imported file did not hold a response of item i: what stands in its place is nobody's words. */
export const LACKS_TEXT = sql`EXISTS (
  SELECT FROM "SystemResponse" r WHERE r.id IN (i."responseAId", i."responseBId") AND r.absent)`

/** A moment in seconds since 1970, as FastChat has it. */
export const inSeconds = (column: Prisma.Sql) => sql`extract(epoch FROM ${column})::float8`
