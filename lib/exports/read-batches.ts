import 'server-only'
import type { PoolClient } from 'pg'
import Cursor from 'pg-cursor'
import { connectFor } from '@/lib/db/client'
import type { Sql } from '@/lib/db/generated/internal/prismaNamespace'
import { endable } from '@/lib/threads/endable'

/** Rows read at once: 1000 would keep the serving thread from verdicts for 20 ms, and several downloads for longer. */
const BATCH = 200

/**
 * How long a batch may take to be read, and then to be fetched by whoever downloads. A download that stands still longer
 * is broken off: others wait for its connection.
 */
const STANDSTILL_MS = 120_000

/**
 * Reads the rows of a query through a cursor, so that memory does not grow with their number. Nothing runs before the
 * first batch is asked for. Ending early closes the cursor; the connection goes back to the pool either way.
 *
 * @throws what the database or the connection fails with, also between two batches: no end but the real one looks like it;
 *   AppError `busy` before anything is read, when too many downloads are under way
 */
export async function* readBatches<Row>(query: Sql): AsyncGenerator<Row[], void, undefined> {
  const client = await connectFor('downloads')
  const cursor = client.query(new Cursor<Row>(query.text, query.values))
  const { unlessLost, moves, failure, stop } = watch(client, cursor)
  try {
    while (true) {
      moves()
      // On a lost connection a read never ends.
      const batch = await unlessLost(cursor.read(BATCH))
      if (failure()) throw failure()
      if (!batch || batch.length === 0) return
      moves()
      yield batch
      if (failure()) throw failure()
    }
  } finally {
    if (!failure()) await unlessLost(cursor.close())
    stop()
  }
}

/** Looks after a connection in use: notes what it fails with, and ends it when nothing moves. */
function watch(client: PoolClient, cursor: Pick<Cursor<unknown>, 'on'>) {
  let failure: Error | undefined
  let timer: NodeJS.Timeout | undefined
  const connection = endable<undefined>()
  const onEnd = () => connection.end(undefined)
  client.once('end', onEnd)
  // A cursor that failed while nobody read from it later reads as ended, and closing it on a lost connection never ends.
  const onError = (error: Error) => {
    failure ??= error
  }
  cursor.on('error', onError)
  client.on('error', onError)
  let isReleased = false
  const release = () => {
    if (!isReleased) client.release(failure)
    isReleased = true
  }
  return {
    /** What comes, or nothing where the connection is lost first. */
    unlessLost: connection.unlessEnded,
    failure: () => failure,
    /** Tells that something has moved. */
    moves() {
      clearTimeout(timer)
      timer = setTimeout(() => {
        failure ??= new Error('The download stood still and was broken off.')
        release()
      }, STANDSTILL_MS)
    },
    stop() {
      clearTimeout(timer)
      client.off('error', onError).off('end', onEnd)
      release()
    },
  }
}
