import 'server-only'
import { createHash } from 'node:crypto'
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'

/** With a key of its own each, wrapped by the installation's; both by AES-256-GCM. */
const ALGORITHMS = { alg: 'A256GCMKW', enc: 'A256GCM' } as const

type EncryptionKey = { id: string; bytes: Uint8Array }

/**
 * Seals what others must not know for the row it is of: in another row it cannot be opened.
 * @throws AppError `conflict` when the installation has no encryption key
 */
export async function seal(ownerId: string, secret: string): Promise<string> {
  const [current] = encryptionKeys()
  if (!current)
    throw new AppError('conflict', {
      message: 'No key can be kept: this installation has no encryption key. Set ENCRYPTION_KEY and start again.',
    })
  // Keys of providers were the first to be sealed, and what is sealed keeps that name for its owner.
  const header = { ...ALGORITHMS, kid: current.id, provider: ownerId }
  return new CompactEncrypt(new TextEncoder().encode(secret)).setProtectedHeader(header).encrypt(current.bytes)
}

/**
 * Opens what `seal` sealed for this row.
 * @throws Error when it cannot be opened: the encryption key is another one, or the row is
 */
export async function unseal(ownerId: string, sealed: string): Promise<string> {
  const used = encryptionKeys().find(({ id }) => id === keyIdOf(sealed))
  if (!used) throw new Error('sealed with an encryption key that is not here')
  const options = { keyManagementAlgorithms: [ALGORITHMS.alg], contentEncryptionAlgorithms: [ALGORITHMS.enc] }
  const { plaintext, protectedHeader } = await compactDecrypt(sealed, used.bytes, options)
  if (protectedHeader.provider !== ownerId) throw new Error('sealed for another row')
  return new TextDecoder().decode(plaintext)
}

/** Whether the encryption key that sealed it is here. */
export function canOpen(sealed: string): boolean {
  return encryptionKeys().some(({ id }) => id === keyIdOf(sealed))
}

/** Whether it was sealed with an earlier encryption key than the present one. */
export function isSealedEarlier(sealed: string): boolean {
  return canOpen(sealed) && keyIdOf(sealed) !== encryptionKeys()[0]?.id
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
