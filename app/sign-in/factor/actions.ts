'use server'

import { z } from 'zod'
import { FactorCode, PasskeyAnswer } from '@/lib/factors/schema'
import { action } from '@/lib/server/action'
import { askHere, enterByCode, enterByPasskey } from '@/lib/server/second-factor'

/** What this browser is to answer with a passkey. */
export const askPasskey = action({ input: z.literal('passkey'), needs: 'nobody' }, askHere)

/** Signs in whoever has the passkey. */
export const provePasskey = action({ input: z.object({ answer: PasskeyAnswer }), needs: 'nobody' }, (_, { answer }) =>
  enterByPasskey(answer),
)

/** Signs in whose password was right, by a code. */
export const proveCode = action({ input: z.object({ code: FactorCode }), needs: 'nobody' }, (_, { code }) =>
  enterByCode(code),
)
