import 'server-only'
import type { PoolClient } from 'pg'
import type { PlannedItem } from './plan-items'

type Response = { id: string; digest: string }

/** A planned item with each system's first response to its prompt. */
export type AnsweredItem = { item: PlannedItem; a: Response; b: Response }

/** Finds the responses of planned items; items that lack one are left out. */
export async function findResponses(client: PoolClient, items: readonly PlannedItem[]): Promise<AnsweredItem[]> {
  const prompts = [...new Set(items.map(({ prompt }) => prompt))]
  const systems = [...new Set(items.flatMap(({ systemA, systemB }) => [systemA, systemB]))]
  const { rows } = await client.query<[prompt: string, system: string, id: string, digest: string]>({
    rowMode: 'array',
    text: `SELECT "promptId", "systemId", id, digest FROM "SystemResponse"
           WHERE sample = 0 AND "promptId" = ANY($1::uuid[]) AND "systemId" = ANY($2::uuid[])`,
    values: [prompts, systems],
  })
  const found = new Map(rows.map(([prompt, system, id, digest]) => [prompt + system, { id, digest }]))
  return items.flatMap((item) => {
    const a = found.get(item.prompt + item.systemA)
    const b = found.get(item.prompt + item.systemB)
    return a && b ? [{ item, a, b }] : []
  })
}
