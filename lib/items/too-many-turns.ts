import 'server-only'
import type { PoolClient } from 'pg'
import type { StudyInput } from '@/lib/designs/schema'
import type { AnsweredItem } from './find-responses'

const LONGEST = `
  SELECT y.name AS system, p."externalId" AS prompt, r.turns
  FROM "SystemResponse" r JOIN "System" y ON y.id = r."systemId" JOIN "Prompt" p ON p.id = r."promptId"
  WHERE r.id = ANY ($1::uuid[]) AND r.turns * $2::integer > $3 ORDER BY r.turns DESC, p.position LIMIT 1`

/** Names the dialogue that asks for more answers than one verdict may hold, and says what to do; null when none does. */
export async function describeTooManyTurns(
  client: PoolClient,
  design: StudyInput,
  answered: readonly AnsweredItem[],
  most: number,
): Promise<string | null> {
  if (design.protocol !== 'RATING') return null
  const ofTurns = design.criteria.filter(({ unit }) => unit === 'TURN').length
  if (ofTurns === 0) return null
  const values = [answered.map(({ a }) => a.id), ofTurns, most - (design.criteria.length - ofTurns)]
  const { rows } = await client.query<{ system: string; prompt: string; turns: number }>(LONGEST, values)
  const [longest] = rows
  if (!longest) return null
  const asked = ofTurns === 1 ? 'one question' : `${ofTurns} questions`
  return `the response of ${longest.system} to ${longest.prompt} has ${longest.turns} turns; ${asked} of each would be more than the ${most} answers that one verdict can hold. Shorten it, leave it out, or ask fewer questions of turns.`
}
