import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { count } from '@/lib/numbers/count'
import { lockProvider } from './save-provider'
import type { ProviderKey, ProviderSwitch } from './schema'

/** Switches a provider off, so that nothing is sent to it any more, or on again. @throws AppError `not_found` */
export async function switchProvider(
  { actor }: SiteAccess<'providers:manage'>,
  { providerId: id, disabled }: ProviderSwitch,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { name, disabledAt } = await lockProvider(tx, id)
    if ((disabledAt !== null) === disabled) return
    await tx.provider.update({ where: { id }, data: { disabledAt: disabled ? new Date() : null } })
    await recordAudit(tx, actor, { action: disabled ? 'provider.disable' : 'provider.enable', subject: name })
  })
}

/**
 * Deletes a provider with its key, its prices and what its test found.
 * @throws AppError `not_found`; `conflict` when models of it judge or have judged in a study
 */
export async function deleteProvider(
  { actor }: SiteAccess<'providers:manage'>,
  { providerId: id }: ProviderKey,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { name } = await lockProvider(tx, id)
    const runs = await tx.modelRun.count({ where: { providerId: id } })
    if (runs > 0)
      throw new AppError('conflict', {
        message: `${name} stays: ${count(runs, 'model')} of it belong to studies, whose records name it. Switch it off instead.`,
      })
    await tx.provider.delete({ where: { id } })
    await recordAudit(tx, actor, { action: 'provider.delete', subject: name })
  })
}
