import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { migrate } from '../../prisma/migrate.mjs'
import { startPostgres } from '../../scripts/postgres.mjs'

/** A server of its own with the app's schema, as `npm start` would run it; gone with `stop`. */
export async function startDatabase() {
  const directory = await mkdtemp(path.join(tmpdir(), 'evenhand-bench-'))
  const flags = ['-c', 'max_connections=200', '-c', 'shared_buffers=512MB', '-c', 'max_wal_size=8GB']
  const server = await startPostgres({ dataDir: path.join(directory, 'postgres'), flags })
  const url = server.url('postgres')
  await migrate(url)
  const pool = new pg.Pool({ connectionString: url, max: 8 })
  // The pool has ended before its last connection is closed; the server that stops says so to that one.
  pool.on('error', () => undefined)
  const stop = async () => {
    await pool.end()
    await server.stop()
    await rm(directory, { recursive: true, force: true })
  }
  return { url, pool, directory, stop }
}
