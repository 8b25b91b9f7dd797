import 'server-only'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { copySlots, poolRows } from '@/lib/assignments/copy-slots'
import { FIRST_KEPT_SLOT } from '@/lib/assignments/plan-kept'
import { planRound } from '@/lib/assignments/plan-slots'
import { analyzeWritten } from '@/lib/db/analyze-written'
import { AppError } from '@/lib/errors'
import { protocolOf } from '@/lib/protocols/protocol-of'
import type { AmendedStudy, Change } from './amended-study'

const Group = z.object({ name: z.string(), overlap: z.number(), takesShared: z.boolean() })

const ItemRow = z.object({
  id: z.string(),
  position: z.number(),
  startsLeft: z.boolean(),
  prompt: z.string(),
  system: z.string(),
  /** The number its next slot gets, and by how many its slots so far have arm A on the left more often than B. */
  next: z.coerce.number(),
  lean: z.coerce.number(),
})

type Input = { groupId: string | null; overlap: number }

/**
 * Raises how many judgments each item gets, by anybody or by a group: whole rounds are added after those there are, each
 * slot on the side its item has had less often.
 * @throws AppError `invalid` unless it is more than before
 */
export async function addRounds(
  client: PoolClient,
  study: AmendedStudy,
  input: Input,
  number: number,
): Promise<Change> {
  const pool = await readPool(client, study, input.groupId)
  if (input.overlap <= pool.overlap) {
    const message = `It is ${pool.overlap} now. Judgments can be added, not taken away.`
    throw new AppError('invalid', { fields: { overlap: [message] } })
  }
  let written = 0
  for (let round = pool.overlap; round < input.overlap; round++) {
    const shape = { ...input, takesShared: pool.takesShared }
    written += await addRound(client, study, shape, `round ${round} of amendment ${number}`)
  }
  await analyzeWritten(client, '"Item", "Assignment"', written)
  await client.query(
    input.groupId === null
      ? `UPDATE "Study" SET overlap = $2 WHERE id = $1`
      : `UPDATE "AnnotatorGroup" SET overlap = $2 WHERE "studyId" = $1 AND id = $3`,
    [study.id, input.overlap, ...(input.groupId === null ? [] : [input.groupId])],
  )
  return { before: { group: pool.name, overlap: pool.overlap }, after: { group: pool.name, overlap: input.overlap } }
}

async function readPool(client: PoolClient, study: AmendedStudy, groupId: string | null) {
  if (groupId === null) return { name: null, overlap: study.overlap, takesShared: study.sharedItems === 0 }
  const { rows } = await client.query(
    `SELECT name, overlap, NOT "judgesShared" AS "takesShared" FROM "AnnotatorGroup"
     WHERE "studyId" = $1 AND id = $2 AND kind = 'HUMAN'`,
    [study.id, groupId],
  )
  const group = z.array(Group).parse(rows)[0]
  if (!group) throw new AppError('invalid', { fields: { groupId: ['The study has no such group.'] } })
  return { ...group, takesShared: group.takesShared || study.sharedItems === 0 }
}

type Round = { groupId: string | null; takesShared: boolean }

/** @returns how many slots were written */
async function addRound(client: PoolClient, study: AmendedStudy, { groupId, takesShared }: Round, name: string) {
  // Somebody who sets a pair aside meanwhile adds a slot to its item, too: they wait at the item's row.
  await client.query(`SELECT FROM "Item" WHERE "studyId" = $1 AND kind = 'REGULAR' ORDER BY id FOR NO KEY UPDATE`, [
    study.id,
  ])
  const { rows } = await client.query(ITEMS, [study.id, takesShared])
  const items = z.array(ItemRow).parse(rows)
  const ids = new Map(items.map(({ position, id }) => [position, id]))
  const protocol = protocolOf(study.protocol)
  const entries = items.map(({ position, next, lean, startsLeft, prompt, system }) => ({
    ...{ item: position, slot: next, prompt, system },
    leftIsA: lean === 0 ? startsLeft : protocol.nextSide(lean > 0),
  }))
  const { rows: last } = await client.query(
    `SELECT coalesce(max(rank) + 1, 0) AS "firstRank" FROM "Assignment"
     WHERE "studyId" = $1 AND pool_of("groupId") = pool_of($2) AND "keptForId" IS NULL AND repeat = 0`,
    [study.id, groupId],
  )
  const { firstRank } = z.tuple([z.object({ firstRank: z.coerce.number() })]).parse(last)[0]
  const round = { protocol, seed: study.seed, name, pool: groupId ?? '', firstRank, repeatShare: study.repeatShare }
  const slots = planRound(round, entries).flatMap((slot) => poolRows(slot, ids.get(slot.item) as string, groupId))
  return copySlots(client, study.id, slots)
}

// The planner may not look the study up: lib/db/study-of.ts.
const ITEMS = `
  SELECT i.id, i.position, i."startsLeft", i."promptId" AS prompt, r."systemId" AS system,
         coalesce(max(a.slot) FILTER (WHERE a.slot < ${FIRST_KEPT_SLOT}) + 1, 0) AS next,
         coalesce(sum(CASE WHEN a."leftIsA" THEN 1 ELSE -1 END) FILTER (WHERE a.flag IS NULL), 0) AS lean
  FROM "Item" i JOIN "SystemResponse" r ON r.id = i."responseAId"
  LEFT JOIN "Assignment" a ON a."studyId" = i."studyId" AND a."itemId" = i.id AND a."keptForId" IS NULL AND a.repeat = 0
  WHERE i."studyId" = (SELECT $1::uuid) AND i.kind = 'REGULAR' AND ($2 OR NOT i.shared)
  GROUP BY i.id, i.position, i."startsLeft", i."promptId", r."systemId" ORDER BY i.position`
