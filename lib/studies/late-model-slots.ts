import 'server-only'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { copySlots, modelRow } from '@/lib/assignments/copy-slots'
import { planLateModelSlots } from '@/lib/assignments/plan-models'
import { ModelSettings } from '@/lib/models/design'
import { protocolOf } from '@/lib/protocols/protocol-of'
import type { AmendedStudy } from './amended-study'

const Model = z.object({
  id: z.string(),
  code: z.string(),
  llm: ModelSettings,
  /** Which of the study's models it is, from 0. */
  nth: z.coerce.number(),
  firstDue: z.coerce.number(),
})

// A model that was cancelled is over for good; one that is deactivated may come back. Numbered as they came.
const MODELS = `
  SELECT n.id, n.code, n.llm, n.nth,
         (SELECT coalesce(max(a.due) + 1, 0) FROM "Assignment" a
          WHERE a."studyId" = (SELECT $1::uuid) AND a."keptForId" = n.id) AS "firstDue"
  FROM (SELECT m.*, row_number() OVER (ORDER BY m."joinedAt", g.position, length(m.code), m.code) - 1 AS nth
        FROM "Annotator" m JOIN "AnnotatorGroup" g ON g."studyId" = m."studyId" AND g.id = m."groupId"
        WHERE m."studyId" = $1 AND m.llm IS NOT NULL) n
  JOIN "ModelRun" r ON r."studyId" = n."studyId" AND r."annotatorId" = n.id AND r.status <> 'CANCELLED'
  ORDER BY n.nth`

// First of all: whoever says that a run is done waits here until the slots stand.
const GO_ON = `
  UPDATE "ModelRun" SET
    status = CASE WHEN status = 'DONE' THEN 'PAUSED' ELSE status END,
    problem = CASE WHEN status = 'DONE' THEN $3 ELSE problem END,
    "finishedAt" = CASE WHEN status = 'DONE' THEN NULL ELSE "finishedAt" END
  WHERE "studyId" = $1 AND "annotatorId" = $2`

const MORE_TO_ASK = 'A system joined the study, and there is more to ask. Let it go on.'

const COUNT = `
  UPDATE "Annotator" SET "keptWanted" = "keptWanted" + $3 WHERE "studyId" = $1 AND id = $2 AND "deactivatedAt" IS NULL`

type Late = { amendment: number; items: readonly string[]; regularBefore: number }

/**
 * Gives the models of a study slots on regular items that joined late, in their orders and after all that they have. A run
 * that was done rests until somebody lets it go on.
 * @returns how many slots each of them got
 */
export async function addModelSlots(
  client: PoolClient,
  { id: studyId, protocol, seed }: AmendedStudy,
  { amendment, items, regularBefore }: Late,
): Promise<{ code: string; slots: number }[]> {
  const { rows } = await client.query(MODELS, [studyId])
  const regular = items.map((itemId) => ({ itemId, kind: 'REGULAR' as const, shared: false }))
  const given = []
  for (const { id, code, llm: asking, nth, firstDue } of z.array(Model).parse(rows)) {
    const plan = { protocol: protocolOf(protocol), seed, code, nth, asking, items: regular }
    const slots = [...planLateModelSlots({ ...plan, amendment, regularBefore, firstDue })]
    if (slots.length === 0) continue
    await client.query(GO_ON, [studyId, id, MORE_TO_ASK])
    await copySlots(
      client,
      studyId,
      slots.map((slot) => modelRow(slot, id)),
    )
    await client.query(COUNT, [studyId, id, slots.length])
    given.push({ code, slots: slots.length })
  }
  return given
}
