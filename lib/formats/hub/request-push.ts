import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { takesTexts } from '@/lib/exports/text-terms'
import { hubAddress, hubHost } from '@/lib/http/hub-address'
import { enqueue, findLive } from '@/lib/jobs/queue'
import { type JobState, readLatest } from '@/lib/jobs/state'
import { wakeWorker } from '@/lib/jobs/wake'
import { seal } from '@/lib/security/seal'
import { presentSnapshot } from '../bundle/snapshot-data'
import { storedTokenEnd, storeToken } from './hub-tokens'
import { pushJob } from './push-job'
import type { PushInput } from './schema'

/**
 * Has a snapshot of a study pushed to the hub by a job. The token goes into no payload: it is sealed for this push, or stored.
 *
 * @throws AppError as `presentSnapshot` and `takesTexts`; `invalid` without a token; `conflict` while another push is under way
 */
export async function requestPush(access: Access<'study:export'>, input: PushInput): Promise<void> {
  const { actor, studyId } = access
  const { snapshotId, repo, isPrivate, hasTexts, token, keepsToken } = input
  await presentSnapshot(access, { snapshot: snapshotId })
  await takesTexts(access, { texts: hasTexts ? 'yes' : 'no' })
  if (token === '' && (await storedTokenEnd(access)) === null)
    throw new AppError('invalid', { fields: { token: ['Enter a token that may write to this data set.'] } })
  await db.$transaction(async (tx) => {
    if (await findLive(pushJob, studyId, tx))
      throw new AppError('conflict', { message: 'A push of this study is under way. Wait for its end.' })
    // What a push that was cancelled has left.
    await tx.hubPush.updateMany({ where: { studyId, sealedToken: { not: null } }, data: { sealedToken: null } })
    const about = { studyId, snapshotId, actorId: actor.id, hub: hubAddress(), repo, isPrivate, hasTexts }
    const { id } = await tx.hubPush.create({ data: about, select: { id: true } })
    if (token !== '' && keepsToken) await storeToken(tx, access, token)
    else if (token !== '')
      await tx.hubPush.update({
        where: { studyId_id: { studyId, id } },
        data: { sealedToken: await seal(id, token) },
      })
    await enqueue(tx, pushJob, { studyId, pushId: id, actorId: actor.id }, studyId)
  })
  wakeWorker()
}

/** A push as a page lists it. */
export type PushRow = {
  id: string
  repo: string
  at: Date
  by: string
  hasTexts: boolean
  commit: string
  address: string
}

/** All that a page says of pushes: those that ended well, the present one or the last, and whose token is stored. */
export type Pushes = { host: string; done: PushRow[]; job: JobState | null; tokenEnd: string | null; lastRepo: string }

const SHOWN = 20

/** Reads it. */
export async function readPushes(access: Access<'study:export'>): Promise<Pushes> {
  const { studyId } = access
  const [rows, job, tokenEnd] = await Promise.all([
    db.hubPush.findMany({ where: { studyId }, orderBy: { askedAt: 'desc' }, take: SHOWN, omit: { sealedToken: true } }),
    readLatest(pushJob, studyId),
    storedTokenEnd(access),
  ])
  const people = await db.user.findMany({
    where: { id: { in: rows.map(({ actorId }) => actorId) } },
    select: { id: true, name: true },
  })
  const done = rows.flatMap(({ id, hub, repo, askedAt, endedAt, actorId, hasTexts, commit }) =>
    commit === null
      ? []
      : [
          {
            ...{ id, repo, at: endedAt ?? askedAt, hasTexts, commit, address: `${hub}/datasets/${repo}` },
            by: people.find((person) => person.id === actorId)?.name ?? 'somebody',
          },
        ],
  )
  return { host: hubHost(), done, job, tokenEnd, lastRepo: rows[0]?.repo ?? '' }
}
