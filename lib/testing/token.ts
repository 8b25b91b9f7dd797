import { authorizeActorSite } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { createToken } from '@/lib/tokens/create-token'
import { TokenInput } from '@/lib/tokens/schema'
import { SCOPE_NAMES } from '@/lib/tokens/scopes'

/** A token of somebody's, with every scope where none is named. */
export async function makeToken(actor: Actor, input: Partial<TokenInput> = {}): Promise<string> {
  const asked = TokenInput.parse({ name: 'Test', scopes: SCOPE_NAMES, ...input })
  return (await createToken(authorizeActorSite(actor, 'tokens:manage'), asked)).token
}
