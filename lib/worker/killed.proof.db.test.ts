import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { analysisJob, analysisKey } from '@/lib/analysis/analysis-job'
import { dataVersion } from '@/lib/analysis/data-version'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { db, inTransaction } from '@/lib/db/client'
import type { JobName } from '@/lib/jobs/job'
import { enqueue } from '@/lib/jobs/queue'
import { readLatest } from '@/lib/jobs/state'
import { Worker } from '@/lib/jobs/worker'
import { rehearsalJob } from '@/lib/rehearsals/rehearsal-job'
import { startRehearsal } from '@/lib/rehearsals/start-rehearsal'
import { openingJob } from '@/lib/studies/opening-job'
import { enrolPeople, makeActor, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { checkStudy, judgeAll } from '@/lib/testing/judging'
import { importJob } from '@/lib/uploads/import-job'
import { UploadInput } from '@/lib/uploads/schema'
import { stageUpload } from '@/lib/uploads/stage-upload'
import { chunksOf, jsonLines } from '@/lib/uploads/testing'
import { JOBS } from './handlers'

// A worker of its own process, as `npm run worker` starts it, is killed in the middle of a job. Another one goes on.

let child: ChildProcess | undefined
let second: Worker | undefined

afterEach(async () => {
  child?.kill('SIGKILL')
  await second?.stop()
  second = undefined
})

function startProcess(): void {
  const args = ['--conditions=react-server', '--import', 'tsx', 'scripts/worker.ts']
  child = spawn(process.execPath, args, { stdio: 'ignore', env: { ...process.env, NODE_ENV: 'production' } })
}

async function kill(): Promise<void> {
  child?.kill('SIGKILL')
  if (child?.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

const stateOf = async (job: JobName, key: string) => (await readLatest(job, key))?.state
const patiently = { timeout: 50_000, interval: 100 }

/** Lets another worker take over, and waits until the job is done. */
async function takeOver(job: JobName, key: string): Promise<void> {
  expect(await stateOf(job, key)).toBe('running')
  second = new Worker(JOBS)
  await second.start()
  await expect.poll(() => stateOf(job, key), patiently).toBe('finished')
}

/** Kills the process while a job of its waits for a table that this one holds; others may wait for it, too. */
async function killAt(table: string, job: JobName, key: string, ask: () => Promise<unknown>): Promise<void> {
  await inTransaction(async (client) => {
    await client.query(`LOCK TABLE "${table}" IN EXCLUSIVE MODE`)
    await ask()
    startProcess()
    // Of processes that ask, not of the server's own, which tidies tables up.
    const asking = `SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.relation = '"${table}"'::regclass AND NOT l.granted AND a.backend_type = 'client backend'`
    const waiting = async () => {
      // A transaction would see the processes of its beginning again and again.
      await client.query('SELECT pg_stat_clear_snapshot()')
      const { rowCount } = await client.query(asking)
      return { state: await stateOf(job, key), waits: rowCount !== null && rowCount > 0 }
    }
    await expect.poll(waiting, patiently).toEqual({ state: 'running', waits: true })
    await kill()
  })
}

test('an opening that is killed half way leaves nothing, and is done once', async () => {
  const { studyId, researcher } = await makeDraft({ prompts: 10, overlap: 2 })
  const payload = { studyId, actorId: researcher.id }
  await killAt('Assignment', openingJob, studyId, () =>
    db.$transaction((tx) => enqueue(tx, openingJob, payload, studyId)),
  )
  expect(await db.study.findUniqueOrThrow({ where: { id: studyId } })).toMatchObject({ status: 'DRAFT' })
  expect(await db.item.count({ where: { studyId } })).toBe(0)
  await takeOver(openingJob, studyId)
  expect(await checkStudy(studyId)).toMatchObject({ slots: 20, unbalanced: 0 })
  expect(await db.item.count({ where: { studyId } })).toBe(10)
  expect(await db.auditEntry.count({ where: { studyId, action: 'study.open' } })).toBe(1)
})

test('a rehearsal that is killed half way goes on where it was, and doubles nothing', async () => {
  const { studyId, researcher } = await makeDraft({ prompts: 150, overlap: 2 })
  const settings = {
    ...{
      protocol: 'COMPARISON' as const,
      skill: 0.9,
      leftBias: 0.05,
      tieRate: 0.2,
      seconds: 30,
      hasSloppy: false,
      share: 1,
    },
    groups: [{ codePrefix: 'C', annotators: 3 }],
  }
  const id = await startRehearsal(await authorizeActor(researcher, studyId, 'study:run'), settings)
  startProcess()
  const judged = () => db.judgment.count({ where: { studyId: id } })
  await expect.poll(judged, { ...patiently, interval: 5 }).toBeGreaterThan(0)
  await kill()
  expect(await judged()).toBeLessThan(300)
  await takeOver(rehearsalJob, id)
  expect(await checkStudy(id)).toMatchObject({ slots: 300, done: 300, judgedTwice: [], doubleJudgments: [] })
  expect(await db.rehearsal.findUniqueOrThrow({ where: { studyId: id } })).toMatchObject({ problem: null })
})

test('an import that is killed half way leaves nothing, and is done once', async () => {
  const admin = await makeActor('ADMIN')
  const access = authorizeActorSite(admin, 'uploads:manage')
  const prompts = Array.from({ length: 50 }, (_, n) => ({ id: `p${n}`, prompt: `Question ${n}` }))
  const input = UploadInput.parse({ kind: 'PROMPTS', filename: 'prompts.jsonl', name: 'Killed' })
  const uploadId = await stageUpload(access, input, chunksOf(jsonLines(prompts)))
  const choice = { uploadId, leaveOutProblems: false, acceptEmpty: false, leaveOutFields: false }
  const ask = () => db.$transaction((tx) => enqueue(tx, importJob, { ...choice, actorId: admin.id }, uploadId))
  await killAt('Prompt', importJob, uploadId, ask)
  expect(await db.upload.findUniqueOrThrow({ where: { id: uploadId } })).toMatchObject({ status: 'STAGED' })
  expect(await db.promptSet.count({ where: { name: 'Killed' } })).toBe(0)
  await takeOver(importJob, uploadId)
  const set = await db.promptSet.findUniqueOrThrow({ where: { name: 'Killed' }, include: { prompts: true } })
  expect(set.prompts).toHaveLength(50)
  expect(await db.auditEntry.count({ where: { action: 'upload.import', subject: uploadId } })).toBe(1)
})

test('an analysis that is killed before it has kept its result is there once, and whole', async () => {
  const { studyId, researcher } = await makeOpenStudy({ prompts: 6 })
  const [person] = await enrolPeople(studyId, 1)
  await judgeAll(person as never)
  const { question: criterion } = await db.criterion.findFirstOrThrow({ where: { studyId } })
  const payload = { studyId, criterion, version: await dataVersion(studyId), actorId: researcher.id }
  const key = analysisKey(studyId, criterion)
  await killAt('AnalysisRun', analysisJob, key, () => db.$transaction((tx) => enqueue(tx, analysisJob, payload, key)))
  await takeOver(analysisJob, key)
  expect(await db.analysisRun.findMany({ where: { studyId } })).toMatchObject([
    { version: payload.version, result: { strengths: { judgments: 6 } } },
  ])
})
