import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { askPrepared } from '@/lib/db/client'
import { DeskRow } from '@/lib/judgments/desk-row'
import { drawVerdict, type Preference, type SimulatedItem, type Temper } from './draw-verdict'

const Claimed = z.tuple([z.object({ reply: DeskRow.nullable() })])
const Answered = z.tuple([z.object({ reply: z.object({ outcome: z.string(), desk: DeskRow.nullish() }) })])
const Items = z
  .array(
    z.object({
      position: z.number(),
      repeat: z.number(),
      leftIsA: z.boolean(),
      a: z.string(),
      b: z.string(),
      expected: z.string().nullable(),
      criteria: z.array(z.array(z.object({ code: z.string(), score: z.number() }))),
    }),
  )
  .max(1)

/** Refusals that mean the study went away, or stopped, under a simulation. */
const OVER = ['not_found', 'study_not_open', 'study_closed', 'late']

type Key = { studyId: string; annotatorId: string; code: string; seed: number }

type Turn = {
  prefer: Preference
  /** Verdicts to give at most. */
  wanted: number
  /** Asked before each verdict; false ends the turn. */
  proceed?: () => boolean
}

/**
 * Judges as a simulated annotator through the very statements people's verdicts go through, until `wanted` are given
 * or nothing is handed out. Nobody reads anything.
 * @returns how many verdicts were given
 */
export async function simulateAnnotator(
  { studyId, annotatorId, code, seed }: Key,
  temper: Temper,
  { prefer, wanted, proceed = () => true }: Turn,
): Promise<number> {
  const [{ reply }] = Claimed.parse(
    await askPrepared('claim by id', 'SELECT claim_desk($1, $2, 1, 1, $3) AS reply', [studyId, annotatorId, []]),
  )
  let slot = reply?.slots[0]
  let done = 0
  for (; slot && done < wanted && proceed(); done++) {
    const item = await readItem(studyId, slot.id)
    if (!item) return done
    const { choices, elapsedMs } = drawVerdict(item, { temper, prefer, seed, code })
    const key = keyOf(`${studyId}/${code}/${slot.id}`)
    const next = done + 1 < wanted ? 1 : 0
    const values = [studyId, annotatorId, slot.id, key, choices, elapsedMs, Math.round(elapsedMs * 0.95), next]
    const [answer] = Answered.parse(await askPrepared('submit by id', SUBMIT, values))
    if (OVER.includes(answer.reply.outcome)) return done
    if (answer.reply.outcome !== 'saved') throw new Error(`a simulated verdict was refused: ${answer.reply.outcome}`)
    slot = answer.reply.desk?.slots[0]
  }
  return done
}

const SUBMIT = `SELECT submit_and_claim($1, $2, $3, $4, $5, $6, $7, 'Simulated: nobody wrote this.', NULL, NULL, $8, 1, '{}') AS reply`

const ITEM = `
  SELECT i.position, s.repeat, s."leftIsA", a.name AS a, b.name AS b, i.expected,
         (SELECT json_agg(options ORDER BY position) FROM (
            SELECT c.position, json_agg(json_build_object('code', o.code, 'score', o.score) ORDER BY o.position) AS options
            FROM "Criterion" c JOIN "CriterionOption" o ON o."studyId" = c."studyId" AND o."criterionId" = c.id
            WHERE c."studyId" = s."studyId" GROUP BY c.position) criteria) AS criteria
  FROM "Assignment" s
  JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId"
  JOIN "SystemResponse" ra ON ra.id = i."responseAId" JOIN "System" a ON a.id = ra."systemId"
  JOIN "SystemResponse" rb ON rb.id = i."responseBId" JOIN "System" b ON b.id = rb."systemId"
  WHERE s."studyId" = $1 AND s.id = $2`

/** Nothing once the study is gone. */
async function readItem(studyId: string, slotId: string): Promise<SimulatedItem | undefined> {
  return Items.parse(await askPrepared('item of a slot', ITEM, [studyId, slotId]))[0]
}

/** A UUID that is the same for the same text, so that a simulation is. */
function keyOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
