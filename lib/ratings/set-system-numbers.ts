import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { list, real, text } from '@/lib/inputs'
import { readNumbers } from './system-numbers'

/** A number of some systems, by which their ratings can be drawn; null takes it away. */
export const SystemNumbersInput = z.object({
  name: text(60).min(1, 'Name the number: training examples, parameters.'),
  systems: list(z.object({ id: z.uuid(), value: real(-1e14, 1e14).nullable() }), 100, 'systems').min(1),
})

/**
 * Keeps a number of systems under a name, for all studies that they are in.
 *
 * @throws AppError `not_found` where one of them is no system
 */
export async function setSystemNumbers(
  { actor }: SiteAccess<'imports:manage'>,
  { name, systems }: z.output<typeof SystemNumbersInput>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    for (const { id, value } of systems) {
      const system = await tx.system.findUnique({ where: { id }, select: { name: true, attributes: true } })
      if (!system) throw new AppError('not_found')
      const { [name]: before = null, ...others } = readNumbers(system.attributes)
      if (before === value) continue
      const attributes: Prisma.InputJsonObject = value === null ? others : { ...others, [name]: value }
      await tx.system.update({ where: { id }, data: { attributes } })
      const detail = { name, before, after: value }
      await recordAudit(tx, actor, { action: 'system.numbers', subject: system.name, detail })
    }
  })
}
