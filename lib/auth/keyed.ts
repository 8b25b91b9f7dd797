import { createHmac } from 'node:crypto'
import { env } from '@/lib/env'

/** A name for what is counted, that tells nothing of it: e-mails and addresses could be tried out on a plain hash. */
export function keyed(...parts: readonly string[]): string {
  return createHmac('sha256', env().NEXTAUTH_SECRET).update(JSON.stringify(parts)).digest('base64url')
}
