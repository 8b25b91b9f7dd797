import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import { type Access, authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { FileQuery } from '@/lib/exports/file-query'
import { hubHost } from '@/lib/http/hub-address'
import { findAsker } from '@/lib/jobs/actor'
import type { Job, JobRun } from '@/lib/jobs/job'
import { datasetFolder, TABLE_PATHS } from '../bundle/dataset-folder'
import { chooseStored, commit, listPaths, makeRepo, storeFile } from './hub-client'
import { openToken } from './hub-tokens'
import { type WrittenFile, withWrittenFolder } from './written-folder'

const Payload = z.object({ studyId: z.uuid(), pushId: z.uuid(), actorId: z.uuid() })
type Payload = z.output<typeof Payload>

/** Pushes a study’s data set to the hub. */
export const pushJob: Job<Payload> = {
  name: 'push',
  title: 'Push of a data set',
  payload: Payload,
  atOnce: 1,
  retries: 3,
  run: async ({ studyId, pushId, actorId }, run) => {
    const where = { studyId_id: { studyId, id: pushId } }
    const push = await db.hubPush.findUniqueOrThrow({ where })
    // A process that ended right after the commit could not say so.
    if (push.commit !== null) return { commit: push.commit }
    try {
      const access = await authorizeActor(await findAsker(actorId), studyId, 'study:export')
      return { commit: await pushDataSet(access, push, run) }
    } catch (error) {
      // It is not tried again by itself: the token of this push has no more use.
      if (error instanceof AppError)
        await db.hubPush.update({ where, data: { endedAt: new Date(), sealedToken: null } })
      throw error
    }
  },
}

type Push = NonNullable<Awaited<ReturnType<typeof db.hubPush.findUnique>>>

async function pushDataSet(access: Access<'study:export'>, push: Push, { signal, tell }: JobRun): Promise<string> {
  const { id, studyId, repo, isPrivate, hasTexts, snapshotId } = push
  const to = { repo, signal, token: await openToken(access, push) }
  // Asked anew: who may give texts on may have changed since the push was asked for.
  const query = FileQuery.parse({ texts: hasTexts ? 'yes' : 'no', snapshot: snapshotId })
  const { title, facts, entries } = await datasetFolder(access, query)
  await makeRepo(to, isPrivate)
  const steps = 2 * entries.length + 1
  const made = await withWrittenFolder(
    entries,
    (written) => tell(written, steps),
    async (files) => {
      const stored = await storeAll(to, files, (sent) => tell(entries.length + sent, steps))
      const names = new Set(files.map(({ name }) => name))
      const gone = (await listPaths(to)).filter((path) => TABLE_PATHS.includes(path) && !names.has(path))
      return commit(to, `Snapshot “${facts.snapshot.note}” by Evenhand`, { files, stored, gone })
    },
  )
  const detail = { repo, hub: hubHost(), commit: made, texts: hasTexts ? 'yes' : 'no', private: isPrivate }
  await db.$transaction(async (tx) => {
    await tx.hubPush.update({
      where: { studyId_id: { studyId, id } },
      data: { commit: made, endedAt: new Date(), sealedToken: null },
    })
    await recordAudit(tx, access.actor, { action: 'dataset.push', studyId, subject: title, detail })
  })
  return made
}

/** Sends the files that the hub wants stored beside the repository, and tells how many there were. */
async function storeAll(
  to: Parameters<typeof chooseStored>[0],
  files: readonly WrittenFile[],
  sent: (files: number) => void,
): Promise<WrittenFile[]> {
  const stored = await chooseStored(to, files)
  for (const [nth, file] of stored.entries()) {
    await storeFile(to, file)
    sent(nth + 1)
  }
  return stored
}
