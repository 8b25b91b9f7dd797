import 'server-only'
import { AppError } from '@/lib/errors'
import { unseal } from '@/lib/security/seal'

/**
 * Opens the key that was sealed for this provider.
 * @throws AppError `conflict` when it cannot be opened: the encryption key is another one, or the row is
 */
export async function openKey(provider: { id: string; name: string; sealedKey: string }): Promise<string> {
  return unseal(provider.id, provider.sealedKey).catch((cause) => {
    throw new AppError('conflict', { message: lost(provider.name), cause })
  })
}

function lost(name: string): string {
  return `The key of ${name} cannot be opened: it was sealed with another encryption key than this installation has. An admin has to enter it anew, on the page Providers.`
}
