import { z } from 'zod'
import { list, text, word } from '@/lib/inputs'

/** What a browser answers for a passkey, as @simplewebauthn/browser writes it; the rest is read by its server part. */
const Credential = { id: word(1400), rawId: word(1400), type: z.literal('public-key') }

/** A passkey that was used. */
export const PasskeyAnswer = z.object({
  ...Credential,
  response: z.object({
    clientDataJSON: word(8000),
    authenticatorData: word(8000),
    signature: word(4000),
    userHandle: word(200).optional(),
  }),
})
export type PasskeyAnswer = z.output<typeof PasskeyAnswer>

/** A passkey that was made, and what its holder calls it. */
export const NewPasskey = z.object({
  name: text(60).min(1, 'Give it a name, such as the device it is on.'),
  answer: z.object({
    ...Credential,
    response: z.object({
      clientDataJSON: word(8000),
      attestationObject: word(40_000),
      transports: list(word(40), 10, 'transports').optional(),
    }),
  }),
})
export type NewPasskey = z.output<typeof NewPasskey>

/** A code of an app, or a recovery code. */
export const FactorCode = text(40).min(6, 'A code has at least six signs.')
