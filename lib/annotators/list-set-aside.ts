import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'
import { Claimed } from '@/lib/engine/claimed'
import { renderPair } from '@/lib/judgments/render-pair'
import type { DeskPair } from '@/lib/judgments/schema'

const MOST = 200

const Row = z.object({
  id: z.string(),
  code: z.string(),
  annotatorId: z.string(),
  at: z.date(),
  flag: z.enum(['BROKEN_TEXT', 'NEEDS_EXPERTISE', 'UNSAFE', 'OTHER']),
  note: z.string().nullable(),
  prompt: z.string(),
  slot: Claimed.shape.slots.element,
})
export type SetAsidePair = Omit<z.output<typeof Row>, 'slot'> & { shown: Pick<DeskPair, 'prompt' | 'left' | 'right'> }

/**
 * Pairs that people could not judge, with the texts as they saw them, newest first, two hundred at most. Nothing
 * tells the systems ("Assignment_set_aside").
 */
export async function listSetAside({ studyId }: Access<'annotators:manage'>): Promise<SetAsidePair[]> {
  const rows = await db.$queryRaw`
    SELECT a.id, n.code, n.id AS "annotatorId", a."doneAt" AS at, a.flag::text, a."flagNote" AS note,
           p."externalId" AS prompt, slot_contents(a."studyId", a.id) AS slot
    FROM "Assignment" a
    JOIN "Annotator" n ON n."studyId" = a."studyId" AND n.id = a."annotatorId"
    JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    WHERE a."studyId" = ${studyOf(studyId)} AND a.flag IS NOT NULL AND a.flag <> 'NO_VERDICT'
    ORDER BY a."doneAt" DESC LIMIT ${MOST}`
  return z
    .array(Row)
    .parse(rows)
    .map(({ slot, ...row }) => {
      const { prompt, left, right } = renderPair(slot)
      return { ...row, shown: { prompt, left, right } }
    })
}
