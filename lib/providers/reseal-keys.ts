import 'server-only'
import { db } from '@/lib/db/client'
import { isSealedEarlier, openKey, sealKey } from './seal-key'

/**
 * Seals with the present encryption key what an earlier one sealed, so that the earlier one can be taken away. What cannot
 * be opened stays as it is: its provider says so.
 * @returns how many there were
 */
export async function resealKeys(): Promise<number> {
  const rows = await db.provider.findMany({ select: { id: true, name: true, sealedKey: true } })
  let resealed = 0
  for (const { id, name, sealedKey } of rows) {
    if (!sealedKey || !isSealedEarlier(sealedKey)) continue
    const key = await openKey({ id, name, sealedKey }).catch(() => null)
    if (key === null) continue
    const anew = await sealKey(id, key)
    // Whoever entered another key meanwhile has sealed that.
    resealed += (await db.provider.updateMany({ where: { id, sealedKey }, data: { sealedKey: anew } })).count
  }
  return resealed
}
