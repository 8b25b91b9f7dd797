import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { enrolPeople, makeActor, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { makeToken } from '@/lib/testing/token'
import { workHere } from '@/lib/worker/testing'
import { serveApi } from './testing-server'

workHere()

/** The Python in which Schemathesis is installed: scripts/consumers puts it there. */
const python = process.env.EVENHAND_CONSUMERS_PYTHON ?? ''

/** Seconds in which requests are made up. */
const SECONDS = 90

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
]

test.runIf(python)(
  'whatever is sent, no answer is a failure of ours or one that the document does not know',
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'evenhand-fuzz-'))
    const { studyId, promptSet } = await makeOpenStudy()
    for (const person of await enrolPeople(studyId, 1)) await judgeAll(person)
    await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
    const known = { studyId, setId: promptSet.id, code: 'C01', file: 'judgments.csv' }
    const config = Object.entries(known).map(([name, value]) => `${name} = "${value}"`)
    await writeFile(path.join(folder, 'schemathesis.toml'), ['[parameters]', ...config].join('\n'))
    const token = await makeToken(await makeActor('ADMIN'))
    const server = await serveApi()
    // Nobody asks as often: what is tried here is not how much a token may ask.
    const often = setInterval(() => void db.apiToken.updateMany({ data: { uses: 0 } }).catch(() => undefined), 200)
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/openapi.json`
      const how = [
        '--phases',
        'fuzzing',
        '--max-time',
        String(SECONDS),
        '--max-examples',
        '25',
        '--checks',
        CHECKS.join(),
      ]
      const args = ['-m', 'schemathesis.cli', 'run', url, '-H', `Authorization: Bearer ${token}`, ...how]
      const { stdout } = await promisify(execFile)(python, args, { cwd: folder, maxBuffer: 1e8 }).catch((error) => {
        // What it found is told on its output.
        throw new Error(error.stdout || error.message)
      })
      expect(stdout).toMatch(/\d{2,} generated, \d+ passed\n/)
    } finally {
      clearInterval(often)
      server.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
)
