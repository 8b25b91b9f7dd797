import 'server-only'
import pg from 'pg'
import { env } from '@/lib/env'

const MOST_MS = 2000

/**
 * Asks on a connection of its own that waits two seconds at most: whether the database answers must not depend on how busy
 * the pools are.
 * @throws Error when no answer came in time
 */
export async function probe(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    connectionTimeoutMillis: MOST_MS,
    query_timeout: MOST_MS,
  })
  // Its end while nobody asks is told by the next question.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query(text)).rows
  } finally {
    // One that does not answer would not say goodbye either.
    client.end().catch(() => undefined)
  }
}
