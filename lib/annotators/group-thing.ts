import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import type { Thing } from '@/lib/keeping/thing'
import { count } from '@/lib/numbers/count'

export const GroupKey = z.object({ studyId: z.uuid(), groupId: z.uuid() })
type GroupKey = z.output<typeof GroupKey>

const FROZEN = 'Opening froze the groups with the rest of the design.'

/** A group of annotators as something that was made: with its study, which decides how long it may change. */
export const groupThing: Thing<Access<'annotators:manage'>, GroupKey> = {
  read: async (tx, { studyId }, { groupId }) => {
    // The study's row: whoever opens it, or changes its design, waits.
    await tx.$executeRaw`SELECT FROM "Study" WHERE id = ${studyId}::uuid FOR UPDATE`
    const [study, groups] = await Promise.all([
      tx.study.findUnique({ where: { id: studyId }, select: { status: true } }),
      tx.annotatorGroup.findMany({
        where: { studyId },
        select: { id: true, name: true, kind: true, _count: { select: { annotators: true, invites: true } } },
      }),
    ])
    const group = groups.find(({ id }) => id === groupId)
    if (!study || !group) return null
    const { annotators, invites } = group._count
    const isFrozen = study.status !== 'DRAFT'
    const isLast = !groups.some(({ id, kind }) => id !== groupId && kind === group.kind)
    return {
      name: group.name,
      isArchived: false,
      goes: invites > 0 ? [count(invites, 'link')] : [],
      stays: [],
      keeps: {
        rename: isFrozen ? FROZEN : null,
        archive: null,
        remove: isFrozen
          ? FROZEN
          : annotators > 0
            ? `${count(annotators, 'annotator has', 'annotators have')} joined it, and would be in none.`
            : isLast
              ? 'A study needs a group. Give this one another name, or add one in the design first.'
              : null,
      },
    }
  },
  rename: {
    audit: 'group.rename',
    longest: 40,
    run: (tx, { studyId }, { groupId, name }) =>
      tx.annotatorGroup.update({ where: { studyId_id: { studyId, id: groupId } }, data: { name } }),
  },
  remove: {
    audit: 'group.delete',
    run: (tx, { studyId }, { groupId }) =>
      tx.annotatorGroup.delete({ where: { studyId_id: { studyId, id: groupId } } }),
  },
}
