import 'server-only'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { readProbe } from './probe'
import type { AskableProvider } from './question'
import { openKey } from './seal-key'

/** Keys by the providers they were opened for: whoever holds a provider can ask it, and cannot read its key. */
const keys = new WeakMap<AskableProvider, string | null>()

/**
 * A provider to be asked.
 * @throws AppError `not_found`; `conflict` when it is switched off, its key cannot be opened, or it is a program that asks by itself
 */
export async function loadProvider(id: string): Promise<AskableProvider> {
  const row = await db.provider.findUnique({ where: { id } })
  if (!row) throw new AppError('not_found')
  if (row.disabledAt)
    throw new AppError('conflict', {
      message: `${row.name} is switched off. An admin can switch it on, on the page Providers.`,
    })
  const { name, kind, baseUrl, requestsPerMinute, tokensPerMinute, lanes, timeoutSeconds, sealedKey } = row
  if (kind === 'EXTERNAL')
    throw new AppError('conflict', {
      message: `${name} is a program of your own: it claims and submits by the API, and nothing is asked of it.`,
    })
  const limits = { requestsPerMinute, tokensPerMinute, lanes, timeoutSeconds }
  const probed = readProbe(row.probe)?.tested ?? []
  const provider: AskableProvider = Object.freeze({ id, name, kind, baseUrl, ...limits, probed })
  keys.set(provider, sealedKey === null ? null : await openKey({ id, name, sealedKey }))
  return provider
}

/** The key of a loaded provider, for the call itself. */
export function keyOf(provider: AskableProvider): string | null {
  const key = keys.get(provider)
  if (key === undefined) throw new Error('A provider is asked as loadProvider made it.')
  return key
}

/** The same provider, as far as its test has got. */
export function withProbed(provider: AskableProvider, probed: AskableProvider['probed']): AskableProvider {
  const other: AskableProvider = Object.freeze({ ...provider, probed })
  keys.set(other, keys.get(provider) ?? null)
  return other
}
