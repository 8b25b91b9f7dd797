import 'server-only'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Job } from '@/lib/jobs/job'
import { enqueue } from '@/lib/jobs/queue'
import { type JobState, readLatest } from '@/lib/jobs/state'
import { awaitImport } from '../await-import'
import { ImportedInto, importPairsJob } from './import-pairs-job'
import { ImportedStudy, importStudyJob } from './import-study-job'
import type { FinishedStudyInput, PairsInput } from './schema'

type Manager = SiteAccess<'imports:manage'>

/**
 * Has a closed study made of reviewed files by a job, and waits a while for it.
 * @returns the study's id; null when the job is still at it
 * @throws AppError `upload_settled`, `not_found`; whatever `importStudy` refuses
 */
export async function requestStudyImport(
  access: Manager,
  input: FinishedStudyInput,
): Promise<{ studyId: string | null }> {
  const done = await request(access, importStudyJob, input)
  return { studyId: done && ImportedStudy.parse(done.output).studyId }
}

/**
 * Has prompts and responses of reviewed files of pairs written into a prompt set by a job, and waits a while for it.
 * @returns the set's id; null when the job is still at it
 * @throws AppError `upload_settled`, `not_found`; whatever `importPairs` refuses
 */
export async function requestPairsImport(access: Manager, input: PairsInput): Promise<{ promptSetId: string | null }> {
  const done = await request(access, importPairsJob, input)
  return { promptSetId: done && ImportedInto.parse(done.output).promptSetId }
}

async function request<I extends { importId: string }>(
  { actor }: Manager,
  job: Job<I & { actorId: string }>,
  input: I,
): Promise<{ output: unknown } | null> {
  const { importId } = input
  await db.$transaction(async (tx) => {
    const found = await tx.studyImport.findUnique({ where: { id: importId }, select: { status: true } })
    if (found?.status !== 'STAGED') throw new AppError(found ? 'upload_settled' : 'not_found')
    await enqueue(tx, job, { ...input, actorId: actor.id }, importId)
  })
  return awaitImport(job, importId)
}

/** How the import of a study stands that was asked for; null when none was lately. */
export async function readStudyImport(_access: Manager, importId: string): Promise<JobState | null> {
  return readLatest(importStudyJob, importId)
}

/** How the import of pairs stands that was asked for; null when none was lately. */
export async function readPairsImport(_access: Manager, importId: string): Promise<JobState | null> {
  return readLatest(importPairsJob, importId)
}
