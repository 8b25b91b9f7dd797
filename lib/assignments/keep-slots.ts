import 'server-only'
import { z } from 'zod'
import { OPEN_KEPT } from '@/lib/counts/slots'
import type { Tx } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'
import { loadDesign } from '@/lib/designs/load-design'
import { protocolOf } from '@/lib/protocols/protocol-of'
import { FIRST_KEPT_SLOT, planKept } from './plan-kept'
import { FIRST_MODEL_SLOT } from './plan-models'
import { workloadOf } from './study-pools'

const Facts = z.array(
  z.object({ code: z.string(), isOpened: z.boolean(), judgesShared: z.boolean(), poolSlots: z.coerce.number() }),
)

const KeptItems = z.array(
  z.object({
    itemId: z.string(),
    position: z.number(),
    kind: z.enum(['REGULAR', 'CHECK', 'GOLD', 'PRACTICE']),
    lean: z.coerce.number(),
    slot: z.number(),
  }),
)

/**
 * Writes what an annotator of an opened study judges because everybody does: the shared set, when their group judges
 * it, check, gold and practice items. Of a draft nothing is written: opening does it. The caller holds the study's row.
 */
export async function keepSlots(tx: Tx, { studyId, annotatorId }: { studyId: string; annotatorId: string }) {
  const facts = await readFacts(tx, studyId, annotatorId)
  if (!facts?.isOpened) return
  const items = await readItems(tx, studyId, facts.judgesShared)
  if (items.length === 0) return
  const design = await loadDesign(tx, studyId)
  const workload = workloadOf(design, facts.poolSlots)
  const slots = planKept({
    protocol: protocolOf(design.protocol),
    seed: design.seed,
    code: facts.code,
    items,
    workload,
  })
  await tx.$executeRaw`
    INSERT INTO "Assignment" ("studyId", "itemId", slot, rank, "leftIsA", "keptForId", due)
    SELECT ${studyId}::uuid, plan.item, plan.slot, plan.rank, plan.left_is_a, ${annotatorId}::uuid, plan.due
    FROM unnest(${slots.map(({ itemId }) => itemId)}::uuid[], ${slots.map(({ slot }) => slot)}::int[],
                ${slots.map(({ rank }) => rank)}::int[], ${slots.map(({ leftIsA }) => leftIsA)}::bool[],
                ${slots.map(({ due }) => due)}::int[]) AS plan(item, slot, rank, left_is_a, due)`
  await tx.$executeRaw`
    UPDATE "Annotator" n SET "keptWanted" = "keptWanted" + ${OPEN_KEPT}
    WHERE n."studyId" = ${studyId}::uuid AND n.id = ${annotatorId}::uuid`
}

async function readFacts(tx: Tx, studyId: string, annotatorId: string) {
  const rows = await tx.$queryRaw`
    SELECT n.code, s.status <> 'DRAFT' AS "isOpened", g."judgesShared",
           (s.overlap + (SELECT sum(overlap) FROM "AnnotatorGroup" o WHERE o."studyId" = s.id))
           * (SELECT count(*) FROM "Item" i WHERE i."studyId" = s.id AND i.kind = 'REGULAR') AS "poolSlots"
    FROM "Annotator" n
    JOIN "Study" s ON s.id = n."studyId"
    JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
    WHERE n."studyId" = ${studyId}::uuid AND n.id = ${annotatorId}::uuid`
  return Facts.parse(rows)[0]
}

async function readItems(tx: Tx, studyId: string, judgesShared: boolean) {
  const rows = await tx.$queryRaw`
    SELECT i.id AS "itemId", i.position, i.kind::text,
           coalesce(sum(CASE WHEN a."leftIsA" THEN 1 ELSE -1 END)
                    FILTER (WHERE a."keptForId" IS NOT NULL AND a.repeat = 0), 0) AS lean,
           greatest(max(a.slot) + 1, ${FIRST_KEPT_SLOT}) AS slot
    FROM "Item" i
    LEFT JOIN "Assignment" a ON a."studyId" = i."studyId" AND a."itemId" = i.id AND a.slot < ${FIRST_MODEL_SLOT}
    WHERE i."studyId" = ${studyOf(studyId)} AND (i.kind <> 'REGULAR' OR (i.shared AND ${judgesShared}))
    GROUP BY i.id, i.position, i.kind ORDER BY i.position`
  return KeptItems.parse(rows)
}
