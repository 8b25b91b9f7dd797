import 'server-only'
import type { PoolClient } from 'pg'
import { type PlannedItem, systemsOf } from '@/lib/protocols/planned-item'
import { responseKey } from '@/lib/protocols/response-key'

type Response = { id: string; digest: string }

/** A planned item with the responses it shows; `b` is null where one stands alone. */
export type AnsweredItem = { item: PlannedItem; a: Response; b: Response | null }

/** Finds the responses of planned items; items that lack one are left out. */
export async function findResponses(client: PoolClient, items: readonly PlannedItem[]): Promise<AnsweredItem[]> {
  const prompts = [...new Set(items.map(({ prompt }) => prompt))]
  const systems = [...new Set(items.flatMap(systemsOf))]
  const { rows } = await client.query<[prompt: string, system: string, sample: number, id: string, digest: string]>({
    rowMode: 'array',
    text: `SELECT "promptId", "systemId", sample, id, digest FROM "SystemResponse"
           WHERE "promptId" = ANY($1::uuid[]) AND "systemId" = ANY($2::uuid[]) AND sample = ANY($3::int[]) AND NOT absent`,
    values: [prompts, systems, [...new Set(items.map(({ sample }) => sample))]],
  })
  const found = new Map(
    rows.map(([prompt, system, sample, id, digest]) => [responseKey(prompt, system, sample), { id, digest }]),
  )
  return items.flatMap((item) => {
    const { prompt, systemA, systemB, sample } = item
    const a = found.get(responseKey(prompt, systemA, sample))
    const b = systemB === null ? null : found.get(responseKey(prompt, systemB, sample))
    return a && b !== undefined ? [{ item, a, b }] : []
  })
}
