import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { checkStudy, judgeAll, WHOLE } from '@/lib/testing/judging'
import { connectDatabase } from '../../scripts/database.mjs'
import { freePort } from '../../scripts/postgres.mjs'
import { disconnect } from './client'

// Behind a real PgBouncer that shares five connections between transactions. Where the program is not installed, nothing is
// proven, and the run counts it as skipped.

const PROGRAM = findProgram()
const direct = process.env.DATABASE_URL ?? ''

function findProgram(): string | null {
  try {
    return execFileSync('sh', ['-c', 'command -v pgbouncer'], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}

describe.skipIf(PROGRAM === null)('behind PgBouncer in transaction mode', () => {
  let folder: string
  let pooled: string
  let end: () => Promise<void>

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'evenhand-pooler-'))
    const port = await freePort()
    const { hostname, port: server, username, password, pathname } = new URL(direct)
    const file = path.join(folder, 'pgbouncer.ini')
    await writeFile(
      file,
      `[databases]
* = host=${hostname} port=${server} user=${username} password=${decodeURIComponent(password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 5
max_client_conn = 200
`,
      { mode: 0o644 },
    )
    execFileSync('chmod', ['755', folder])
    const asNobody = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
    const child = spawn(PROGRAM ?? '', [...asNobody, file], { stdio: 'ignore' })
    const ended = new Promise((resolve) => child.once('close', resolve))
    end = async () => {
      child.kill('SIGKILL')
      await ended
    }
    pooled = `postgresql://anybody@127.0.0.1:${port}${pathname}`
  })

  afterAll(async () => {
    process.env.DATABASE_URL = direct
    await disconnect()
    await end?.()
    await rm(folder, { recursive: true, force: true })
  })

  test('npm start finds out that connections are shared, and says so in the address it goes on with', async () => {
    process.env.DATABASE_URL = pooled
    const found = () => connectDatabase(folder).then(({ url }) => url, String)
    await expect.poll(found).toBe(`${pooled}?pgbouncer=true`)
    process.env.DATABASE_URL = direct
    expect((await connectDatabase(folder)).url).toBe(direct)
  })

  test('twenty people judge at once, and nothing is lost, doubled or given twice', async () => {
    process.env.DATABASE_URL = `${pooled}?pgbouncer=true`
    await disconnect()
    const { studyId } = await makeOpenStudy({ prompts: 20, overlap: 4 })
    const people = await enrolPeople(studyId, 20)
    const judged = (await Promise.all(people.map((person) => judgeAll(person)))).flat()
    expect(judged).toHaveLength(80)
    expect(await checkStudy(studyId)).toMatchObject({ ...WHOLE, judgments: 80 })
  })
})
