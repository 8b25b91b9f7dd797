import 'server-only'
import { AppError } from '@/lib/errors'
import { unseal } from '@/lib/security/seal'

type Keeper = {
  id: string
  name: string
  sealedSecret: string
  sealedOldSecret: string | null
  oldSecretUntil: Date | null
}

/**
 * The secrets that sign for a webhook now: its own, and for a day the one before.
 * @throws AppError `conflict` when they cannot be opened: the encryption key is another one
 */
export async function openSecrets(webhook: Keeper): Promise<string[]> {
  const { id, sealedSecret, sealedOldSecret, oldSecretUntil } = webhook
  const isOldGood = sealedOldSecret !== null && oldSecretUntil !== null && oldSecretUntil > new Date()
  const sealed = isOldGood ? [sealedSecret, sealedOldSecret] : [sealedSecret]
  return Promise.all(sealed.map((each) => unseal(id, each))).catch((cause) => {
    throw new AppError('conflict', {
      message: `The secret of ${webhook.name} cannot be opened: it was sealed with another encryption key than this installation has. Make a new secret.`,
      cause,
    })
  })
}
