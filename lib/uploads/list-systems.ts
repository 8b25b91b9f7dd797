import 'server-only'
import { z } from 'zod'
import { db, type Tx } from '@/lib/db/client'
import { checkedRows } from './checked-rows'

const System = z.object({
  name: z.string(),
  /** Whether there is one of this name already. */
  isKnown: z.boolean(),
  /** Rows that are fine and new. */
  fine: z.number(),
  /** What it has in the set now. */
  holds: z.number(),
})
export type UploadedSystem = z.output<typeof System>

type ResponsesUpload = { id: string; kind: 'PROMPTS' | 'RESPONSES'; name: string; promptSetId: string | null }

/** The systems whose responses an upload brings. Only for functions that hold an access. */
export async function listSystems(upload: ResponsesUpload, tx: Tx = db): Promise<UploadedSystem[]> {
  const rows = await tx.$queryRaw`
    WITH named AS (
      SELECT coalesce(system, ${upload.name}) AS name, (count(*) FILTER (WHERE state IS NULL))::int AS fine
      FROM ${checkedRows(upload)} c WHERE system IS NOT NULL OR ${upload.name} <> '' GROUP BY 1
    )
    SELECT n.name, n.fine, s.id IS NOT NULL AS "isKnown",
      (SELECT count(*) FROM "SystemResponse" r WHERE r."systemId" = s.id AND r."promptSetId" = ${upload.promptSetId}::uuid)::int AS holds
    FROM named n LEFT JOIN "System" s ON s.name = n.name ORDER BY n.name`
  const systems = z.array(System).parse(rows)
  if (systems.length > 0 || upload.name === '') return systems
  const known = await tx.system.findUnique({ where: { name: upload.name }, select: { id: true } })
  return [{ name: upload.name, isKnown: known !== null, fine: 0, holds: 0 }]
}
