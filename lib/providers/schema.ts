import { z } from 'zod'
import { list, text, whole, word } from '@/lib/inputs'

/** People that a provider can be for, at most. */
const MOST_USERS = 500

/** Where a provider answers: no account, question mark or fragment in it, no slash at its end. */
const BaseUrl = text(500)
  .transform((url) => url.replace(/\/+$/, ''))
  .refine(isBaseUrl, 'Give an address such as https://api.example.org/v1, without a question mark in it.')

function isBaseUrl(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, username, password, search, hash } = new URL(url)
  return (protocol === 'https:' || protocol === 'http:') && !username && !password && !search && !hash
}

const ProviderFields = {
  name: text(60).min(1, 'Give the provider a name.'),
  kind: z.enum(['OPENAI_COMPATIBLE', 'ANTHROPIC', 'GOOGLE', 'EXTERNAL']),
  baseUrl: BaseUrl,
  requestsPerMinute: whole(1, 1_000_000).nullable().default(null),
  tokensPerMinute: whole(1, 1_000_000_000).nullable().default(null),
  lanes: whole(1, 200).default(4),
  timeoutSeconds: whole(5, 1800).default(120),
  use: z.enum(['ADMINS', 'RESEARCHERS', 'LISTED']).default('RESEARCHERS'),
  userIds: list(z.uuid(), MOST_USERS, 'people').default([]),
}

/** A key as it is typed in: one line of what a header can carry. */
const ApiKey = text(2000).regex(/^[\x21-\x7e]*$/, 'A key is one line without spaces.')

/** A new provider. Without a key none is sent. */
export const ProviderInput = z.object({ ...ProviderFields, key: ApiKey.default('') })
export type ProviderInput = z.output<typeof ProviderInput>

/** One provider, as forms name it. */
export const ProviderKey = z.object({ providerId: z.uuid() })
export type ProviderKey = z.output<typeof ProviderKey>

/** What becomes of the key when a provider is changed: it stays, goes, or another one takes its place. */
export const ProviderChange = ProviderKey.extend({
  ...ProviderFields,
  key: z.discriminatedUnion('does', [
    z.object({ does: z.literal('STAY') }),
    z.object({ does: z.literal('GO') }),
    z.object({ does: z.literal('CHANGE'), key: ApiKey.min(1, 'Enter the key.') }),
  ]),
})
export type ProviderChange = z.output<typeof ProviderChange>

/** Switches a provider off or on again. */
export const ProviderSwitch = ProviderKey.extend({ disabled: z.boolean() })
export type ProviderSwitch = z.output<typeof ProviderSwitch>

/** Tests a provider: its list of models, and each of those named. */
export const ProviderTest = z.object({ models: list(word(200).min(1), 3, 'models at once') })
export type ProviderTest = ProviderKey & z.output<typeof ProviderTest>

/** An amount of the currency as people write it, with a point; nothing finer than what is counted in. */
const Amount = text(20).regex(
  /^\d{1,9}(\.\d{1,3})?$/,
  'Give a number such as 2.50, with at most three digits after the point; round up what is finer, so that budgets hold.',
)

/** What a model costs from a day on, for a million tokens. */
export const PriceInput = ProviderKey.extend({
  model: text(200).min(1, 'Name the model.'),
  currency: text(3)
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'Give a currency in three letters, such as USD.'),
  input: Amount,
  /** Of input that the provider had kept; empty: as any other. */
  cachedInput: z.union([z.literal(''), Amount]).default(''),
  output: Amount,
  validFrom: z.iso.date('Give a day.'),
})
export type PriceInput = z.output<typeof PriceInput>

/** A price to be taken back. */
export const PriceKey = ProviderKey.extend({ priceId: z.uuid() })
export type PriceKey = z.output<typeof PriceKey>
