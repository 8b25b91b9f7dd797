import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import type { Tx } from '@/lib/db/client'
import type { Thing } from '@/lib/keeping/thing'
import { count } from '@/lib/numbers/count'
import { openedBy, usedBy } from './used-by'

export const SystemKey = z.object({ systemId: z.uuid() })
type SystemKey = z.output<typeof SystemKey>

/** A system as something that was made: by the first upload that named it. */
export const systemThing: Thing<SiteAccess<'imports:manage'>, SystemKey> = {
  read: async (tx, _, { systemId }) => {
    await tx.$executeRaw`SELECT FROM "System" WHERE id = ${systemId}::uuid FOR UPDATE`
    const system = await tx.system.findUnique({ where: { id: systemId } })
    if (!system) return null
    const [sets, studies] = await Promise.all([
      tx.systemResponse.groupBy({ by: ['promptSetId'], where: { systemId }, _count: true }),
      studiesOf(tx, systemId),
    ])
    const responses = sets.reduce((sum, { _count }) => sum + _count, 0)
    return {
      name: system.name,
      isArchived: system.archivedAt !== null,
      goes: responses > 0 ? [`${count(responses, 'response')} in ${count(sets.length, 'prompt set')}`] : [],
      stays: ['the prompts, with what other systems answered'],
      keeps: { rename: openedBy(studies, 'this system'), archive: null, remove: usedBy(studies, 'this system') },
    }
  },
  rename: {
    audit: 'system.rename',
    longest: 120,
    run: (tx, _, { systemId, name }) => tx.system.update({ where: { id: systemId }, data: { name } }),
  },
  archive: {
    audit: ['system.archive', 'system.unarchive'],
    run: (tx, _, { systemId, archivedAt }) => tx.system.update({ where: { id: systemId }, data: { archivedAt } }),
  },
  remove: {
    audit: 'system.delete',
    run: async (tx, _, { systemId }) => {
      await tx.systemResponse.deleteMany({ where: { systemId } })
      await tx.system.delete({ where: { id: systemId } })
    },
  },
}

/** Rehearsals are counted with what they rehearse: they have its systems and go with it. */
function studiesOf(tx: Tx, systemId: string) {
  return tx.study.findMany({
    where: {
      origin: { not: 'SIMULATED' },
      OR: [
        { systems: { some: { systemId } } },
        { knownItems: { some: { OR: [{ systemAId: systemId }, { systemBId: systemId }] } } },
        { tallies: { some: { OR: [{ systemAId: systemId }, { systemBId: systemId }] } } },
      ],
    },
    select: { title: true, status: true },
    orderBy: { createdAt: 'asc' },
  })
}
