import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { askPrepared } from '@/lib/db/client'
import { claim } from '@/lib/engine/claim'
import type { Claimed } from '@/lib/engine/claimed'
import type { Verdict } from '@/lib/engine/schema'
import { type Seat, simulationSeat } from '@/lib/engine/seat'
import { submit } from '@/lib/engine/submit'
import { AppError, type ErrorCode } from '@/lib/errors'
import type { SimulatedItem, SimulatedVerdict } from './simulated-item'

const Items = z
  .array(
    z.object({
      position: z.number(),
      repeat: z.number(),
      leftIsA: z.boolean(),
      a: z.string(),
      b: z.string().nullable(),
      turns: z.number(),
      expected: z.string().nullable(),
      criteria: z.array(
        z.object({
          ...{ id: z.string(), unit: z.enum(['RESPONSE', 'TURN']) },
          options: z.array(z.object({ code: z.string(), score: z.number() })),
        }),
      ),
    }),
  )
  .max(1)

/** Refusals that mean the study went away, or stopped, under a simulation. */
const OVER: readonly ErrorCode[] = ['not_found', 'study_not_open', 'study_closed', 'late']

/** How often a verdict is sent again that something slow blocks, a quarter of a second each time. */
const PATIENCE = 40

type Key = { studyId: string; annotatorId: string; code: string }

/** What an annotator says of an item; the same whenever it is asked. */
export type Opinion = (item: SimulatedItem) => SimulatedVerdict

type Turn = {
  /** Verdicts to give at most. */
  wanted: number
  /** Asked before each verdict; false ends the turn. */
  proceed?: () => boolean
}

/**
 * Judges as a simulated annotator through the very door people's verdicts go through, until `wanted` are given or nothing
 * is handed out. Nobody reads anything.
 * @returns how many verdicts were given
 */
export async function simulateAnnotator(
  { studyId, annotatorId, code }: Key,
  opinion: Opinion,
  { wanted, proceed = () => true }: Turn,
): Promise<number> {
  const seat = simulationSeat(studyId, annotatorId)
  let slot = (await unlessOver(claim(seat, { wanted: 1, batch: 1, holding: [] })))?.slots[0]
  let done = 0
  for (; slot && done < wanted && proceed(); done++) {
    const item = await readItem(studyId, slot.id)
    if (!item) return done
    const { answers, elapsedMs } = opinion(item)
    const verdict = {
      ...{ assignmentId: slot.id, submissionKey: keyOf(`${studyId}/${code}/${slot.id}`), answers, elapsedMs },
      ...{ activeMs: Math.round(elapsedMs * 0.95), rationale: 'Simulated: nobody wrote this.' },
    }
    const claimed = await give(seat, verdict, done + 1 < wanted ? 1 : 0)
    if (!claimed) return done
    slot = claimed.slots[0]
  }
  return done
}

/** @returns what comes next; null when the study is over */
async function give(seat: Seat, verdict: Verdict, wanted: number): Promise<Claimed | null> {
  for (let tries = 1; ; tries++) {
    try {
      return (await unlessOver(submit(seat, verdict, { wanted, batch: 1, holding: [] })))?.claimed ?? null
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'busy') || tries === PATIENCE) throw error
    }
  }
}

async function unlessOver<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof AppError && OVER.includes(error.code)) return null
    throw error
  }
}

const ITEM = `
  SELECT i.position, s.repeat, s."leftIsA", a.name AS a, b.name AS b, i.expected, ra.turns,
         (SELECT json_agg(json_build_object('id', id, 'unit', unit, 'options', options) ORDER BY position) FROM (
            SELECT c.id, c.unit, c.position,
                   json_agg(json_build_object('code', o.code, 'score', o.score) ORDER BY o.position) AS options
            FROM "Criterion" c JOIN "CriterionOption" o ON o."studyId" = c."studyId" AND o."criterionId" = c.id
            WHERE c."studyId" = s."studyId" GROUP BY c.id, c.unit, c.position) criteria) AS criteria
  FROM "Assignment" s
  JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId"
  JOIN "SystemResponse" ra ON ra.id = i."responseAId" JOIN "System" a ON a.id = ra."systemId"
  LEFT JOIN "SystemResponse" rb ON rb.id = i."responseBId" LEFT JOIN "System" b ON b.id = rb."systemId"
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
