import 'server-only'
import type { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type DeleteMappingInput, Mapping } from './schema'

/** Mappings that are offered; older ones can be found by their file. */
const SHOWN = 200

/** A mapping that is kept. */
export type KeptMapping = { id: string; mapping: Mapping; createdAt: Date }

/** Mappings that are kept, the newest first. */
export async function listMappings(_access: SiteAccess<'imports:manage'>): Promise<KeptMapping[]> {
  const rows = await db.mapping.findMany({
    orderBy: { createdAt: 'desc' },
    take: SHOWN,
    select: { id: true, mapping: true, createdAt: true },
  })
  // One that a later version wrote is not offered.
  return rows.flatMap(({ mapping, ...row }) => {
    const parsed = Mapping.safeParse(mapping)
    return parsed.success ? [{ ...row, mapping: parsed.data }] : []
  })
}

/** Keeps a mapping under its name, in place of one of the same name. Files that were read by that one keep what it was. */
export async function keepMapping({ actor }: SiteAccess<'imports:manage'>, mapping: Mapping): Promise<{ id: string }> {
  const { name } = mapping
  return db.$transaction(async (tx) => {
    const kept = { mapping, createdById: actor.id, createdAt: new Date() }
    const { id } = await tx.mapping.upsert({
      where: { name },
      update: kept,
      create: { name, ...kept },
      select: { id: true },
    })
    await recordAudit(tx, actor, { action: 'mapping.keep', subject: name, detail: { row: mapping.row } })
    return { id }
  })
}

/** Forgets a mapping; what was read by it stays. @throws AppError `not_found` */
export async function deleteMapping(
  { actor }: SiteAccess<'imports:manage'>,
  { mappingId }: z.output<typeof DeleteMappingInput>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const [gone] = await tx.mapping.findMany({ where: { id: mappingId }, select: { name: true } })
    const { count } = await tx.mapping.deleteMany({ where: { id: mappingId } })
    if (!gone || count === 0) throw new AppError('not_found', { message: 'This mapping is gone already.' })
    await recordAudit(tx, actor, { action: 'mapping.delete', subject: gone.name, detail: {} })
  })
}
