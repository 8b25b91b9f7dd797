import 'server-only'
import { z } from 'zod'
import { askPrepared } from '@/lib/db/client'
import { inBatches } from './batches'
import type { Next } from './claim'
import type { Submission } from './schema'
import type { Seat } from './seat'

/** One submission as `take_submissions` reads it. */
type Row = { study: string; seat: Seat['proof']; submission: Submission } & Next

const Replies = z.tuple([z.object({ replies: z.array(z.unknown()) })])

const take = inBatches<Row, unknown>({
  lanes: 2,
  most: 32,
  ask: async (rows) => {
    const answer = await askPrepared('take submissions', 'CALL take_submissions($1, NULL)', [JSON.stringify(rows)])
    return Replies.parse(answer)[0].replies
  },
})

/**
 * Stores one submission and claims what comes next. One that comes while all lanes are busy goes with the others that
 * wait, in one round trip; it is answered once all of these are durable.
 * @returns what the database replies
 */
export function send({ studyId, proof }: Seat, submission: Submission, next: Next): Promise<unknown> {
  return take({ study: studyId, seat: proof, submission, ...next })
}
