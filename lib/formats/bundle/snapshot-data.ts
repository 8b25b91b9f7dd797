import 'server-only'
import { dataVersion } from '@/lib/analysis/data-version'
import { type Access, authorizeActor } from '@/lib/auth/access'
import { AppError } from '@/lib/errors'
import type { FileQuery } from '@/lib/exports/file-query'
import { requireResults } from '@/lib/looks/looks'
import { listSnapshots, readSnapshot, type Snapshot } from '@/lib/results/snapshots'

/**
 * The snapshot that is asked for, or the latest, when the judgments are still those that it was frozen of.
 *
 * @throws AppError `forbidden` while outcomes may not be seen, `not_found` without a snapshot, `conflict` when the judgments
 *   are others by now
 */
export async function presentSnapshot(
  access: Access<'study:export'>,
  { snapshot: asked }: Pick<FileQuery, 'snapshot'>,
): Promise<Snapshot> {
  // Whether they may be seen is asked before anything is told.
  await requireResults(access)
  const results = await authorizeActor(access.actor, access.studyId, 'study:results')
  const id = asked ?? (await listSnapshots(results)).find(({ archivedAt }) => archivedAt === null)?.id
  if (!id)
    throw new AppError('not_found', {
      message: 'This file is of a snapshot, and the study has none yet. Freeze its results on the Results page.',
    })
  const snapshot = await readSnapshot(results, id)
  await requireSameData(access.studyId, snapshot)
  return snapshot
}

/** @throws AppError `conflict` when judgments came in, or were left out, since the snapshot */
export async function requireSameData(
  studyId: string,
  { version, note }: Pick<Snapshot, 'version' | 'note'>,
): Promise<void> {
  if ((await dataVersion(studyId)) !== version)
    throw new AppError('conflict', {
      message: `The judgments are no longer those of the snapshot “${note}”, or this release computes other numbers than the one that froze it. Freeze the results anew, then take the file of that.`,
    })
}
