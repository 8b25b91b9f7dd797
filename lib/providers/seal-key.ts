import 'server-only'
import { createHash } from 'node:crypto'
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'

/** With a key of its own each, wrapped by the installation's; both by AES-256-GCM. */
const ALGORITHMS = { alg: 'A256GCMKW', enc: 'A256GCM' } as const

type EncryptionKey = { id: string; bytes: Uint8Array }

/**
 * Seals a provider's key for the row it is of: in another row it cannot be opened.
 * @throws AppError `conflict` when the installation has no encryption key
 */
export async function sealKey(providerId: string, key: string): Promise<string> {
  const [current] = encryptionKeys()
  if (!current)
    throw new AppError('conflict', {
      message: 'No key can be kept: this installation has no encryption key. Set ENCRYPTION_KEY and start again.',
    })
  const header = { ...ALGORITHMS, kid: current.id, provider: providerId }
  return new CompactEncrypt(new TextEncoder().encode(key)).setProtectedHeader(header).encrypt(current.bytes)
}

/**
 * Opens what `sealKey` sealed for this row.
 * @throws AppError `conflict` when it cannot be opened: the encryption key is another one, or the row is
 */
export async function openKey(provider: { id: string; name: string; sealedKey: string }): Promise<string> {
  const used = encryptionKeys().find(({ id }) => id === keyIdOf(provider.sealedKey))
  try {
    if (!used) throw new Error('sealed with an encryption key that is not here')
    const options = { keyManagementAlgorithms: [ALGORITHMS.alg], contentEncryptionAlgorithms: [ALGORITHMS.enc] }
    const { plaintext, protectedHeader } = await compactDecrypt(provider.sealedKey, used.bytes, options)
    if (protectedHeader.provider !== provider.id) throw new Error('sealed for another provider')
    return new TextDecoder().decode(plaintext)
  } catch (cause) {
    throw new AppError('conflict', { message: lost(provider.name), cause })
  }
}

function lost(name: string): string {
  return `The key of ${name} cannot be opened: it was sealed with another encryption key than this installation has. An admin has to enter it anew, on the page Providers.`
}

/** Whether the encryption key that sealed it is here. */
export function canOpen(sealedKey: string): boolean {
  return encryptionKeys().some(({ id }) => id === keyIdOf(sealedKey))
}

/** Whether it was sealed with an earlier encryption key than the present one. */
export function isSealedEarlier(sealedKey: string): boolean {
  return canOpen(sealedKey) && keyIdOf(sealedKey) !== encryptionKeys()[0]?.id
}

function keyIdOf(sealed: string): string | undefined {
  try {
    return decodeProtectedHeader(sealed).kid
  } catch {
    return undefined
  }
}

/** The installation's encryption keys, the present one first; each is known by the beginning of its hash. */
function encryptionKeys(): EncryptionKey[] {
  const written = env().ENCRYPTION_KEY?.split(/[\s,]+/) ?? []
  return written.map((text) => {
    const bytes = new Uint8Array(Buffer.from(text, 'base64'))
    return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 16), bytes }
  })
}
