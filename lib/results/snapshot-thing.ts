import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import type { Thing } from '@/lib/keeping/thing'

export const SnapshotKey = z.object({ studyId: z.uuid(), snapshotId: z.uuid() })
type SnapshotKey = z.output<typeof SnapshotKey>

/** A snapshot as something that was made. Its numbers never change; its note, by which it is found, may. */
export const snapshotThing: Thing<Access<'results:manage'>, SnapshotKey> = {
  read: async (tx, { studyId }, { snapshotId }) => {
    await tx.$executeRaw`SELECT FROM "Snapshot" WHERE "studyId" = ${studyId}::uuid AND id = ${snapshotId}::uuid FOR UPDATE`
    const [snapshot, push] = await Promise.all([
      tx.snapshot.findUnique({
        where: { studyId_id: { studyId, id: snapshotId } },
        select: { note: true, archivedAt: true },
      }),
      tx.hubPush.findFirst({
        where: { studyId, snapshotId, OR: [{ endedAt: null }, { commit: { not: null } }] },
        select: { repo: true },
      }),
    ])
    if (!snapshot) return null
    return {
      name: snapshot.note,
      isArchived: snapshot.archivedAt !== null,
      goes: ['the numbers and drawings as they stood'],
      stays: ['the judgments, and every figure of now', 'files that were downloaded of it'],
      keeps: {
        rename: null,
        archive: null,
        remove: push
          ? `It was pushed as the data set ${push.repo}, whose readers find its numbers here. Archive it instead.`
          : null,
      },
    }
  },
  rename: {
    audit: 'snapshot.rename',
    longest: 200,
    run: (tx, { studyId }, { snapshotId, name }) =>
      tx.snapshot.update({ where: { studyId_id: { studyId, id: snapshotId } }, data: { note: name } }),
  },
  archive: {
    audit: ['snapshot.archive', 'snapshot.unarchive'],
    run: (tx, { studyId }, { snapshotId, archivedAt }) =>
      tx.snapshot.update({ where: { studyId_id: { studyId, id: snapshotId } }, data: { archivedAt } }),
  },
  remove: {
    audit: 'snapshot.delete',
    run: (tx, { studyId }, { snapshotId }) =>
      tx.snapshot.delete({ where: { studyId_id: { studyId, id: snapshotId } } }),
  },
}
