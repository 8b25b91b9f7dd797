import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { askPrepared } from '@/lib/db/client'
import { DeskRow } from '@/lib/judgments/desk-row'
import { type Rng, rng } from '@/lib/rng'

/** How a simulated annotator judges. */
export type Temper = {
  /** Chance that a verdict follows what the item's systems make likely, rather than a coin. */
  skill: number
  /** Chance that a verdict which is no tie goes to the left, whatever stands there. */
  leftBias: number
  /** Chance of a tie where the systems are even. */
  tieRate: number
  /** Median seconds for a judgment. */
  seconds: number
}

/** Chance, from 0 to 1, that system `a` is preferred to `b` when no tie is given. */
export type Preference = (a: string, b: string) => number

const Claimed = z.tuple([z.object({ reply: DeskRow.nullable() })])
const Answered = z.tuple([z.object({ reply: z.object({ outcome: z.string(), desk: DeskRow.nullish() }) })])
const Item = z.tuple([
  z.object({
    leftIsA: z.boolean(),
    a: z.string(),
    b: z.string(),
    criteria: z.array(z.array(z.object({ code: z.string(), score: z.number() }))),
  }),
])

type Key = { studyId: string; annotatorId: string; code: string; seed: number }

/**
 * Judges as a simulated annotator through the very statements people's verdicts go through, until `wanted` are given
 * or nothing is handed out. Draws come from the study's seed and the annotator's code; nobody reads anything.
 * @returns how many verdicts were given
 */
export async function simulateAnnotator(
  { studyId, annotatorId, code, seed }: Key,
  temper: Temper,
  { prefer, wanted, isStopped = () => false }: { prefer: Preference; wanted: number; isStopped?: () => boolean },
): Promise<number> {
  const draws = rng(seed, `simulated verdicts of ${code}`)
  const [{ reply }] = Claimed.parse(
    await askPrepared('claim by id', 'SELECT claim_desk($1, $2, $3, $4) AS reply', [studyId, annotatorId, 1, []]),
  )
  let slot = reply?.slots[0]
  let done = 0
  for (; slot && done < wanted && !isStopped(); done++) {
    const choices = await draw(studyId, slot.id, temper, prefer, draws)
    const elapsedMs = Math.round(temper.seconds * 1000 * 2 ** ((draws.below(2001) - 1000) / 1000))
    const key = keyOf(`${studyId}/${code}/${slot.id}`)
    const next = done + 1 < wanted ? 1 : 0
    const values = [studyId, annotatorId, slot.id, key, choices, elapsedMs, Math.round(elapsedMs * 0.95), next]
    const [answer] = Answered.parse(await askPrepared('submit by id', SUBMIT, values))
    if (answer.reply.outcome !== 'saved') throw new Error(`a simulated verdict was refused: ${answer.reply.outcome}`)
    slot = answer.reply.desk?.slots[0]
  }
  return done
}

const SUBMIT = `SELECT submit_and_claim($1, $2, $3, $4, $5, $6, $7, 'Simulated: nobody wrote this.', NULL, NULL, $8, '{}') AS reply`

const ITEM = `
  SELECT s."leftIsA", a.name AS a, b.name AS b,
         (SELECT json_agg(options ORDER BY position) FROM (
            SELECT c.position, json_agg(json_build_object('code', o.code, 'score', o.score) ORDER BY o.position) AS options
            FROM "Criterion" c JOIN "CriterionOption" o ON o."studyId" = c."studyId" AND o."criterionId" = c.id
            WHERE c."studyId" = s."studyId" GROUP BY c.position) criteria) AS criteria
  FROM "Assignment" s
  JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId"
  JOIN "SystemResponse" ra ON ra.id = i."responseAId" JOIN "System" a ON a.id = ra."systemId"
  JOIN "SystemResponse" rb ON rb.id = i."responseBId" JOIN "System" b ON b.id = rb."systemId"
  WHERE s."studyId" = $1 AND s.id = $2`

/** One verdict for each criterion, as presented: drawn for the arms, then said of the sides. */
async function draw(studyId: string, id: string, temper: Temper, prefer: Preference, draws: Rng): Promise<string[]> {
  const [{ leftIsA, a, b, criteria }] = Item.parse(await askPrepared('item of a slot', ITEM, [studyId, id]))
  const chanceOfA = a === b ? 0.5 : prefer(a, b)
  return criteria.map((options) => {
    const even = 1 - Math.abs(2 * chanceOfA - 1)
    const tieRate = a === b ? Math.max(temper.tieRate, temper.skill) : temper.tieRate * (0.5 + even / 2)
    if (chance(draws, tieRate)) return 'TIE'
    const isLeft = chance(draws, temper.leftBias) || isArmA(draws, temper, chanceOfA) === leftIsA
    const favoured = options.filter(({ score }) => (isLeft ? score > 0 : score < 0))
    return (favoured[draws.below(favoured.length)] as { code: string }).code
  })
}

function isArmA(draws: Rng, { skill }: Temper, chanceOfA: number): boolean {
  return chance(draws, chance(draws, skill) ? chanceOfA : 0.5)
}

function chance({ below }: Rng, probability: number): boolean {
  return below(1_000_000) < probability * 1_000_000
}

/** A UUID that is the same for the same text, so that a simulation is. */
function keyOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
