import 'server-only'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { NameDecision } from '@/lib/designs/decided-name'
import { responseKey } from '@/lib/protocols/response-key'
import { findInPrompts } from './find-in-prompts'
import { findNames } from './look-through'
import { ownNames } from './own-names'
import { siteWords } from './word-list'

type Late = {
  studyId: string
  /** Who decides: whoever amends. */
  actorId: string
  /** The prompts its items are on. */
  prompts: string[]
  newcomer: { id: string; name: string }
  /** Those it is compared with; none where responses stand alone. */
  opponents: { id: string; name: string }[]
  samples: number
  decision: NameDecision
}

/**
 * Looks through what a late system brings: names in its responses, and its own name in the prompts and in those it is
 * compared with. All that is found is decided alike. What was decided before stays.
 * @returns how many prompts and responses it is decided about
 */
export async function decideLate(client: PoolClient, late: Late): Promise<{ prompts: number; responses: number }> {
  const { studyId, actorId, prompts, newcomer, opponents, samples, decision } = late
  const all = ownNames([newcomer, ...opponents].map(({ name }) => name))
  await findNames(client, studyId, {
    ...{ prompts, samples },
    systems: [newcomer.id],
    words: [...all, ...(await siteWords())],
    phrases: true,
  })
  await findNames(client, studyId, {
    ...{ prompts, samples, systems: opponents.map(({ id }) => id), words: ownNames([newcomer.name]), phrases: false },
  })
  await findInPrompts(client, studyId, { prompts, words: ownNames([newcomer.name]) })
  const itsNames = ownNames([newcomer.name]).map(({ word }) => word)
  const inPrompts = await client.query(
    `UPDATE "NamedPrompt" SET decision = $2, "decidedById" = $3, "decidedAt" = now()
     WHERE "studyId" = $1 AND decision IS NULL AND word = ANY ($4::text[]) AND "promptId" = ANY ($5::uuid[])`,
    [studyId, decision, actorId, itsNames, prompts],
  )
  const inResponses = await client.query(
    `UPDATE "NamedResponse" n SET decision = $2, "decidedById" = $3, "decidedAt" = now()
     FROM "SystemResponse" r
     WHERE n."studyId" = $1 AND r.id = n."responseId" AND n.decision IS NULL
       AND (r."systemId" = $4 OR n.word = ANY ($5::text[])) AND r."promptId" = ANY ($6::uuid[])`,
    [studyId, decision, actorId, newcomer.id, itsNames, prompts],
  )
  return { prompts: inPrompts.rowCount ?? 0, responses: inResponses.rowCount ?? 0 }
}

const Excluded = z.array(z.object({ promptId: z.string(), systemId: z.string(), sample: z.number() }))

/** The responses that no item may show, as a plan tells them, seen from within a transaction. */
export async function readExcluded(client: PoolClient, studyId: string): Promise<ReadonlySet<string>> {
  const { rows } = await client.query(
    `SELECT r."promptId", r."systemId", r.sample
     FROM "NamedResponse" n JOIN "SystemResponse" r ON r.id = n."responseId"
     WHERE n."studyId" = $1 AND n.decision = 'EXCLUDE'
     UNION
     SELECT r."promptId", r."systemId", r.sample
     FROM "NamedPrompt" n JOIN "SystemResponse" r ON r."promptId" = n."promptId"
     WHERE n."studyId" = $1 AND n.decision = 'EXCLUDE'`,
    [studyId],
  )
  const excluded = Excluded.parse(rows)
  return new Set(excluded.map(({ promptId, systemId, sample }) => responseKey(promptId, systemId, sample)))
}
