import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

const MOST = 200

const Turns = z.array(z.object({ role: z.string(), content: z.string() }))

const Row = z.object({
  id: z.string(),
  code: z.string(),
  annotatorId: z.string(),
  at: z.date(),
  flag: z.enum(['BROKEN_TEXT', 'NEEDS_EXPERTISE', 'UNSAFE', 'OTHER']),
  note: z.string().nullable(),
  prompt: z.string(),
  messages: Turns,
  /** As they stood on the screen. */
  left: Turns,
  right: Turns.nullable(),
})
export type SetAsidePair = z.output<typeof Row>

/**
 * Pairs that annotators could not judge, with the texts as they saw them, newest first, two hundred at most. Nothing
 * tells the systems ("Assignment_set_aside").
 */
export async function listSetAside({ studyId }: Access<'annotators:manage'>): Promise<SetAsidePair[]> {
  const rows = await db.$queryRaw`
    SELECT a.id, n.code, n.id AS "annotatorId", a."doneAt" AS at, a.flag::text, a."flagNote" AS note,
           p."externalId" AS prompt, p.messages,
           CASE WHEN a."leftIsA" OR rb.id IS NULL THEN ra.messages ELSE rb.messages END AS left,
           CASE WHEN a."leftIsA" OR rb.id IS NULL THEN rb.messages ELSE ra.messages END AS right
    FROM "Assignment" a
    JOIN "Annotator" n ON n."studyId" = a."studyId" AND n.id = a."annotatorId"
    JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "SystemResponse" ra ON ra.id = i."responseAId"
    LEFT JOIN "SystemResponse" rb ON rb.id = i."responseBId"
    WHERE a."studyId" = ${studyId}::uuid AND a.flag IS NOT NULL
    ORDER BY a."doneAt" DESC LIMIT ${MOST}`
  return z.array(Row).parse(rows)
}
