import 'server-only'
import Cursor from 'pg-cursor'
import { pool } from '@/lib/db/client'
import type { Sql } from '@/lib/db/generated/internal/prismaNamespace'

const BATCH = 1000

/**
 * Reads the rows of a query through a cursor, so that memory does not grow with their number. Nothing runs before the
 * first batch is asked for. Ending early closes the cursor; the connection goes back to the pool either way.
 *
 * @throws what the database or the connection fails with, also between two batches: no end but the real one looks like it
 */
export async function* readBatches<Row>(query: Sql): AsyncGenerator<Row[], void, undefined> {
  const client = await pool().connect()
  const cursor = client.query(new Cursor<Row>(query.text, query.values))
  let failure: Error | undefined
  // A cursor that failed while nobody read from it later reads as ended, and closing it on a lost connection never ends.
  const onError = (error: Error) => {
    failure = error
  }
  cursor.on('error', onError)
  client.on('error', onError)
  let onEnd: () => void = () => undefined
  const lost = new Promise<void>((resolve) => {
    onEnd = resolve
    client.once('end', onEnd)
  })
  try {
    while (true) {
      const batch = await cursor.read(BATCH)
      if (failure) throw failure
      if (batch.length === 0) return
      yield batch
    }
  } finally {
    if (!failure) await Promise.race([cursor.close(), lost])
    client.off('error', onError).off('end', onEnd)
    client.release(failure)
  }
}
