import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import { requireResults } from '@/lib/looks/looks'
import type { Column, RowOf } from './columns'
import { readBatches } from './read-batches'
import { isoTime, type Sources, selectList } from './select-list'

/** late.csv: one row an answer, or a flag, that came too late to be a judgment. */
export const LATE_COLUMNS = [
  { name: 'item', type: 'integer', holds: 'Number of the item in the study, from 0.' },
  { name: 'prompt_id', type: 'text', holds: 'Id of the prompt, as uploaded.' },
  { name: 'model_a', type: 'text', holds: 'System that made response A, or the one that is rated.' },
  { name: 'model_b', type: 'text', holds: 'System that made response B; empty in ratings.' },
  { name: 'criterion', type: 'text', holds: 'The question that was answered.' },
  { name: 'verdict', type: 'text', holds: 'Code of the chosen option, as in the judgments; empty with a flag.' },
  { name: 'flag', type: 'text', holds: 'Why they could not judge: broken_text, needs_expertise, unsafe or other.' },
  { name: 'presented_left', type: 'text', holds: 'Which arm stood left: a or b; empty in ratings.' },
  { name: 'annotator', type: 'text', holds: 'Code of the annotator in this study.' },
  { name: 'group', type: 'text', holds: 'Annotator group.' },
  { name: 'simulated', type: 'boolean', holds: 'Whether a simulation answered in place of a person or an LLM.' },
  {
    name: 'reason',
    type: 'text',
    holds: 'taken: others had the pair by then, or had judged it; closed: the study was over.',
  },
  { name: 'elapsed_ms', type: 'integer', holds: 'Milliseconds from showing the pair to the verdict.' },
  { name: 'active_ms', type: 'integer', holds: 'Milliseconds of these with the page in view.' },
  { name: 'received_at', type: 'time', holds: 'When it came, UTC.' },
  { name: 'rationale', type: 'text', holds: 'The reason that was given with the verdict, as it was written.' },
  { name: 'flag_note', type: 'text', holds: 'What the annotator wrote beside the flag.' },
  { name: 'asked', type: 'text', holds: 'What the desk asked about before it took the verdict: time, end or both.' },
  { name: 'hasty', type: 'boolean', holds: 'Whether the verdict was given while that was still so.' },
  { name: 'turn', type: 'integer', holds: 'Which of the assistant’s turns it is about, from 1; 0 for the whole.' },
] as const satisfies readonly Column[]

export type LateRow = RowOf<typeof LATE_COLUMNS>

/**
 * Every verdict that came when others had judged its pair, or the study was over. No figure counts them.
 * @throws AppError `forbidden` while the design does not show outcomes and nobody gave a reason to look
 */
export async function exportLate(access: Access<'study:export'>): Promise<{
  title: string
  batches: AsyncGenerator<LateRow[], void, undefined>
}> {
  await requireResults(access)
  const { studyId } = access
  const { title } = await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { title: true } })
  return { title, batches: readBatches<LateRow>(selectLate(studyId)) }
}

function selectLate(studyId: string): Prisma.Sql {
  const { sql } = Prisma
  const sources: Sources<typeof LATE_COLUMNS> = {
    item: sql`i.position`,
    prompt_id: sql`p."externalId"`,
    model_a: sql`ya.name`,
    model_b: sql`yb.name`,
    criterion: sql`c.question`,
    verdict: sql`answer.choice`,
    flag: sql`lower(l.flag::text)`,
    presented_left: sql`CASE WHEN i."responseBId" IS NULL THEN NULL WHEN s."leftIsA" THEN 'a' ELSE 'b' END`,
    annotator: sql`n.code`,
    group: sql`g.name`,
    simulated: sql`n.simulated`,
    reason: sql`lower(l.reason::text)`,
    elapsed_ms: sql`l."elapsedMs"`,
    active_ms: sql`l."activeMs"`,
    received_at: isoTime(sql`l."receivedAt"`),
    rationale: sql`l.rationale`,
    flag_note: sql`l.note`,
    asked: sql`lower(l.asked::text)`,
    hasty: sql`l.hasty`,
    turn: sql`answer.turn`,
  }
  return sql`
    SELECT ${selectList(LATE_COLUMNS, sources)}
    FROM "LateVerdict" l
    JOIN "Assignment" s ON s."studyId" = l."studyId" AND s.id = l."assignmentId"
    JOIN "Annotator" n ON n."studyId" = l."studyId" AND n.id = l."annotatorId"
    JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
    JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "SystemResponse" a ON a.id = i."responseAId" JOIN "System" ya ON ya.id = a."systemId"
    LEFT JOIN "SystemResponse" b ON b.id = i."responseBId" LEFT JOIN "System" yb ON yb.id = b."systemId"
    LEFT JOIN jsonb_to_recordset(l.answers) AS answer(criterion uuid, turn integer, choice text) ON true
    LEFT JOIN "Criterion" c ON c."studyId" = l."studyId" AND c.id = answer.criterion
    WHERE l."studyId" = ${studyOf(studyId)}
    ORDER BY l."receivedAt", s.id, n.code, c.position, answer.turn`
}
