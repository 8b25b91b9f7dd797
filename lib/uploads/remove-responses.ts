import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { requireOwnSet } from './own-uploads'
import type { ResponsesInput } from './schema'

const FIVE_MINUTES = 300_000

/**
 * Takes a system's responses out of a prompt set, so that others can be uploaded in their place.
 * @returns how many there were
 * @throws AppError `not_found`; `conflict` naming a study that has them, also one that is only planned
 */
export async function removeResponses(
  { actor }: SiteAccess<'uploads:manage'>,
  { setId, systemId }: ResponsesInput,
): Promise<number> {
  await requireOwnSet(actor, setId)
  return db.$transaction(
    async (tx) => {
      // Whoever opens a study with them, or imports more of them, waits.
      const [system] = await tx.$queryRaw<{ name: string }[]>`
        SELECT name FROM "System" WHERE id = ${systemId}::uuid FOR UPDATE`
      const set = await tx.promptSet.findUnique({ where: { id: setId }, select: { name: true } })
      if (!system || !set) throw new AppError('not_found')
      await requireUnused(tx, setId, systemId, system.name)
      await tx.$executeRaw`SET LOCAL statement_timeout = 0`
      const removed = await tx.$executeRaw`
        DELETE FROM "SystemResponse" WHERE "promptSetId" = ${setId}::uuid AND "systemId" = ${systemId}::uuid`
      if (removed === 0) throw new AppError('not_found')
      const detail = { system: system.name, responses: removed }
      await recordAudit(tx, actor, { action: 'set.remove-responses', subject: set.name, detail })
      return removed
    },
    { timeout: FIVE_MINUTES, maxWait: 10_000 },
  )
}

async function requireUnused(tx: Tx, promptSetId: string, systemId: string, name: string): Promise<void> {
  const used = await tx.study.findFirst({
    where: {
      promptSetId,
      OR: [
        { systems: { some: { systemId } } },
        { knownItems: { some: { OR: [{ systemAId: systemId }, { systemBId: systemId }] } } },
      ],
    },
    select: { title: true },
    orderBy: { createdAt: 'asc' },
  })
  if (used)
    throw new AppError('conflict', {
      message: `Nothing was removed: the study “${used.title}” has ${name} among its systems. Under another name its new responses can stand beside the old ones.`,
    })
}
