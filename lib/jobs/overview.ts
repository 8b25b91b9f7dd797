import 'server-only'
import { z } from 'zod'
import { pool } from '@/lib/db/client'
import { PRESENCE } from './presence'

const Rows = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    isActive: z.boolean(),
    worker: z.number().nullable(),
    /** Whether the process that is at it lives. */
    isLed: z.boolean(),
  }),
)
export type Due = z.output<typeof Rows>[number]

/** More than any process can take at once. */
const MOST = 500

const DUE = `
  SELECT j.id, j.name, j.state = 'active' AS "isActive", r.worker,
         coalesce(r.worker = ANY($1), false) OR EXISTS (
           SELECT FROM pg_locks l
           WHERE l.locktype = 'advisory' AND l.classid = $2 AND l.objid = r.worker AND l.objsubid = 2
             AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS "isLed"
  FROM pgboss.job j LEFT JOIN "JobRun" r ON r.id = j.id AND j.state = 'active'
  WHERE j.state = 'active' OR (j.state < 'active' AND j.start_after < now()) LIMIT ${MOST}`

/**
 * All jobs that are under way or could be.
 * @param own the worker who asks
 */
export async function listDue(own: number): Promise<Due[]> {
  return Rows.parse((await pool('jobs').query(DUE, [[own], PRESENCE])).rows)
}
