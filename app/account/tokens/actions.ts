'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/server/action'
import { createToken } from '@/lib/tokens/create-token'
import { revokeToken } from '@/lib/tokens/revoke-token'
import { TokenInput, TokenKey } from '@/lib/tokens/schema'

/** Makes a token of the signed-in person; the answer holds it, and it is shown once. */
export const makeToken = action({ input: TokenInput, needs: 'tokens:manage' }, async (access, input) => {
  const made = await createToken(access, input)
  revalidatePath('/account/tokens')
  return made
})

/** Ends a token of the signed-in person. */
export const endToken = action({ input: TokenKey, needs: 'tokens:manage' }, async (access, { tokenId }) => {
  await revokeToken(access, tokenId)
  revalidatePath('/account/tokens')
})
