import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import type { Tx } from '@/lib/db/client'
import type { Thing } from '@/lib/keeping/thing'
import { count } from '@/lib/numbers/count'
import { mayChangeSet } from './own-uploads'
import { openedBy, usedBy } from './used-by'

export const SetKey = z.object({ setId: z.uuid() })
type SetKey = z.output<typeof SetKey>

/** A prompt set as something that was made. */
export const setThing: Thing<SiteAccess<'uploads:manage'>, SetKey> = {
  read: async (tx, { actor }, { setId }) => {
    await tx.$executeRaw`SELECT FROM "PromptSet" WHERE id = ${setId}::uuid FOR UPDATE`
    const set = await tx.promptSet.findUnique({ where: { id: setId } })
    if (!set || !mayChangeSet(actor, set)) return null
    const [prompts, responses, waiting, studies] = await Promise.all([
      tx.prompt.count({ where: { promptSetId: setId } }),
      tx.systemResponse.count({ where: { promptSetId: setId } }),
      tx.upload.count({ where: { promptSetId: setId, status: 'STAGED' } }),
      studiesOf(tx, setId),
    ])
    return {
      name: set.name,
      isArchived: set.archivedAt !== null,
      goes: [
        count(prompts, 'prompt'),
        count(responses, 'response'),
        ...(waiting > 0 ? [count(waiting, 'upload that waits', 'uploads that wait')] : []),
      ],
      stays: ['the systems, with what they answered elsewhere', 'what the audit trail says of its uploads'],
      keeps: { rename: openedBy(studies, 'this set'), archive: null, remove: usedBy(studies, 'this set') },
    }
  },
  rename: {
    audit: 'set.rename',
    longest: 120,
    run: (tx, _, { setId, name }) => tx.promptSet.update({ where: { id: setId }, data: { name } }),
  },
  archive: {
    audit: ['set.archive', 'set.unarchive'],
    run: (tx, _, { setId, archivedAt }) => tx.promptSet.update({ where: { id: setId }, data: { archivedAt } }),
  },
  remove: { audit: 'set.delete', run: (tx, _, { setId }) => tx.promptSet.delete({ where: { id: setId } }) },
}

function studiesOf(tx: Tx, promptSetId: string) {
  return tx.study.findMany({
    where: { promptSetId, origin: { not: 'SIMULATED' } },
    select: { title: true, status: true },
    orderBy: { createdAt: 'asc' },
  })
}
