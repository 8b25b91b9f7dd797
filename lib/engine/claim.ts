import 'server-only'
import { z } from 'zod'
import { askPrepared } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { Claimed } from './claimed'
import type { Seat } from './seat'

/** What is to be leased: slots until `wanted` are held, once `batch` of them are missing. */
export type Next = {
  wanted: number
  batch: number
  /** Assignments whose contents the caller has already. */
  holding: readonly string[]
}

const CLAIM = 'SELECT claim_desk($1, seated_annotator($1, $2), $3, $4, $5) AS reply'

/**
 * Leases slots to whoever sits there until they hold as many as wanted, in one statement; those they hold are theirs anew.
 * @throws AppError `not_found` when nobody may judge from this seat
 */
export async function claim({ studyId, proof }: Seat, { wanted, batch, holding }: Next): Promise<Claimed> {
  const rows = await askPrepared('claim', CLAIM, [studyId, JSON.stringify(proof), wanted, batch, holding])
  const { reply } = z.tuple([z.object({ reply: Claimed.nullable() })]).parse(rows)[0]
  if (!reply) throw new AppError('not_found')
  return reply
}
