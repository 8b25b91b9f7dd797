import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import { requireResults } from '@/lib/looks/looks'
import type { Column, RowOf } from './columns'
import { readBatches } from './read-batches'
import { isoTime, type Sources, selectList } from './select-list'

/** calls.csv and calls.jsonl: one row a call of a model, also those that failed. New columns go to the end. */
export const CALL_COLUMNS = [
  { name: 'study', type: 'text', holds: 'Title of the study.' },
  { name: 'study_id', type: 'text', holds: 'Its id, as in its address.' },
  { name: 'call', type: 'text', holds: 'Id of the call.' },
  { name: 'annotator', type: 'text', holds: 'Code of the model as an annotator of the study.' },
  { name: 'group', type: 'text', holds: 'Annotator group.' },
  { name: 'item', type: 'integer', holds: 'Number of the item in the study, from 0.' },
  { name: 'slot', type: 'integer', holds: 'Number of the slot of its item, as in the judgments.' },
  { name: 'repeat', type: 'integer', holds: 'How often the model had been asked the same before.' },
  { name: 'attempt', type: 'integer', holds: 'Which call for this slot, from 1.' },
  { name: 'prompt_id', type: 'text', holds: 'Id of the prompt, as uploaded.' },
  { name: 'model_a', type: 'text', holds: 'System that made response A, or the one that is rated.' },
  { name: 'model_b', type: 'text', holds: 'System that made response B; empty in ratings.' },
  {
    name: 'presented_left',
    type: 'text',
    holds: 'Which arm the model was shown first, as its answer A: a or b; empty in ratings.',
  },
  { name: 'provider', type: 'text', holds: 'Whom it was asked of, by the name that admins gave.' },
  { name: 'requested_model', type: 'text', holds: 'The model that was asked for.' },
  { name: 'served_model', type: 'text', holds: 'The model that answered, as it calls itself.' },
  { name: 'fingerprint', type: 'text', holds: 'The provider’s mark of what served the call.' },
  { name: 'response_id', type: 'text', holds: 'The provider’s id of the answer.' },
  {
    name: 'status',
    type: 'text',
    holds: 'returned; failed (no answer of a model came); abandoned (nobody knows); sent (under way).',
  },
  { name: 'http_status', type: 'integer', holds: 'Status of the provider’s answer.' },
  { name: 'problem', type: 'text', holds: 'Why it failed, in the provider’s own words where it was the provider.' },
  {
    name: 'outcome',
    type: 'text',
    holds: 'answered, unparsed, refused, filtered, truncated or too_long; empty where none returned.',
  },
  { name: 'messages', type: 'json', holds: 'What was sent, as it was: a list of role and content.' },
  { name: 'parameters', type: 'json', holds: 'Parameters that were sent beside it.' },
  { name: 'answer', type: 'text', holds: 'What came back, as it was.' },
  { name: 'reasoning', type: 'text', holds: 'Reasoning that came beside the answer.' },
  { name: 'finish_reason', type: 'text', holds: 'Why the model ended, by its provider.' },
  { name: 'parser_version', type: 'integer', holds: 'Version of the parser that read the answer.' },
  {
    name: 'parsed',
    type: 'json',
    holds: 'What it read: a list of question, turn and choice. A is the answer that was shown first.',
  },
  { name: 'input_tokens', type: 'integer', holds: 'Tokens read, as reported; empty where the provider told none.' },
  { name: 'cached_tokens', type: 'integer', holds: 'Of them, those that the provider had in store.' },
  { name: 'output_tokens', type: 'integer', holds: 'Tokens written, with hidden reasoning.' },
  { name: 'reasoning_tokens', type: 'integer', holds: 'Of them, those of hidden reasoning.' },
  { name: 'reserved_tokens', type: 'integer', holds: 'Tokens of its worst case, set aside of the budget.' },
  { name: 'reserved_cost', type: 'number', holds: 'Cost of its worst case; empty without a price.' },
  { name: 'cost', type: 'number', holds: 'What it cost by the prices typed in; empty without one.' },
  { name: 'currency', type: 'text', holds: 'Of both.' },
  { name: 'sent_at', type: 'time', holds: 'When it was sent, UTC.' },
  { name: 'ended_at', type: 'time', holds: 'When it had ended, UTC; empty while under way.' },
] as const satisfies readonly Column[]

export type CallRow = RowOf<typeof CALL_COLUMNS>

/**
 * Every call of a model, in the order in which they were sent. Keys are no part of a call, and of a provider there is
 * its name alone.
 * @throws AppError `forbidden` while the design does not show outcomes and nobody gave a reason to look
 */
export async function exportCalls(access: Access<'study:export'>): Promise<{
  title: string
  batches: AsyncGenerator<CallRow[], void, undefined>
}> {
  await requireResults(access)
  const { studyId } = access
  const { title } = await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { title: true } })
  return { title, batches: readBatches<CallRow>(selectCalls(studyId, title)) }
}

const { sql } = Prisma

/** Questions by their words in place of their ids. */
const PARSED = sql`
  (SELECT json_agg(json_build_object('question', q.question, 'turn', said.turn, 'choice', said.choice)
     ORDER BY q.position, said.turn)
   FROM jsonb_to_recordset(l.parsed) AS said(criterion uuid, turn integer, choice text)
   LEFT JOIN "Criterion" q ON q."studyId" = l."studyId" AND q.id = said.criterion)`

/** Billionths of a currency as that currency: whole numbers below 2^53, so that nothing is lost. */
const inCurrency = (nanos: Prisma.Sql) => sql`${nanos}::float8 / 1e9`

function selectCalls(studyId: string, title: string): Prisma.Sql {
  const sources: Sources<typeof CALL_COLUMNS> = {
    study: sql`${title}::text`,
    study_id: sql`${studyId}::text`,
    call: sql`l.id::text`,
    annotator: sql`n.code`,
    group: sql`g.name`,
    item: sql`i.position`,
    slot: sql`s.slot`,
    repeat: sql`s.repeat`,
    attempt: sql`l.attempt`,
    prompt_id: sql`p."externalId"`,
    model_a: sql`ya.name`,
    model_b: sql`yb.name`,
    presented_left: sql`CASE WHEN i."responseBId" IS NULL THEN NULL WHEN s."leftIsA" THEN 'a' ELSE 'b' END`,
    provider: sql`v.name`,
    requested_model: sql`l."requestedModel"`,
    served_model: sql`l."servedModel"`,
    fingerprint: sql`l.fingerprint`,
    response_id: sql`l."responseId"`,
    status: sql`lower(l.status::text)`,
    http_status: sql`l."httpStatus"`,
    problem: sql`l.problem`,
    outcome: sql`lower(l.outcome::text)`,
    messages: sql`l.messages`,
    parameters: sql`l.parameters`,
    answer: sql`l.answer`,
    reasoning: sql`l.reasoning`,
    finish_reason: sql`l."finishReason"`,
    parser_version: sql`l."parserVersion"`,
    parsed: PARSED,
    input_tokens: sql`l."inputTokens"`,
    cached_tokens: sql`l."cachedTokens"`,
    output_tokens: sql`l."outputTokens"`,
    reasoning_tokens: sql`l."reasoningTokens"`,
    reserved_tokens: sql`l."reservedTokens"::float8`,
    reserved_cost: inCurrency(sql`l."reservedNanos"`),
    cost: inCurrency(sql`l."costNanos"`),
    currency: sql`CASE WHEN coalesce(l."costNanos", l."reservedNanos") IS NOT NULL THEN r.currency END`,
    sent_at: isoTime(sql`l."sentAt"`),
    ended_at: isoTime(sql`l."endedAt"`),
  }
  return sql`
    SELECT ${selectList(CALL_COLUMNS, sources)}
    FROM "ModelCall" l
    JOIN "Assignment" s ON s."studyId" = l."studyId" AND s.id = l."assignmentId"
    JOIN "Annotator" n ON n."studyId" = l."studyId" AND n.id = l."annotatorId"
    JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
    LEFT JOIN "ModelRun" r ON r."studyId" = l."studyId" AND r."annotatorId" = l."annotatorId"
    LEFT JOIN "Provider" v ON v.id = r."providerId"
    JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "SystemResponse" a ON a.id = i."responseAId" JOIN "System" ya ON ya.id = a."systemId"
    LEFT JOIN "SystemResponse" b ON b.id = i."responseBId" LEFT JOIN "System" yb ON yb.id = b."systemId"
    WHERE l."studyId" = ${studyOf(studyId)}
    ORDER BY l."sentAt", l.id`
}
