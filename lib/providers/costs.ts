import type { Usage } from './question'

/** What a model's tokens cost, in billionths of the currency a token. */
export type ModelPrice = {
  currency: string
  inputNanos: bigint
  /** Of input that the provider had kept; null: as any other. */
  cachedInputNanos: bigint | null
  outputNanos: bigint
  validFrom: Date
}

/** A thousandth of the currency for a million tokens is a billionth for one. */
const DECIMALS = 3

/**
 * What is written for a million tokens, as billionths for one.
 * @param amount digits, with at most three after a point
 */
export function toNanos(amount: string): bigint {
  const [whole = '', fraction = ''] = amount.split('.')
  return BigInt(whole + fraction.padEnd(DECIMALS, '0'))
}

/** Billionths for one token as they are written for a million, with two digits after the point or three. */
export function perMillion(nanos: bigint): string {
  const digits = String(nanos).padStart(DECIMALS + 1, '0')
  const fraction = digits.slice(-DECIMALS).replace(/0$/, '')
  return `${digits.slice(0, -DECIMALS)}.${fraction}`
}

/** What a call cost, in billionths of the currency; null when the provider did not say what it used. */
export function costOf(price: ModelPrice, { input, cached, output }: Usage): bigint | null {
  if (input === null || output === null) return null
  const kept = BigInt(Math.min(cached ?? 0, input))
  const keptNanos = price.cachedInputNanos ?? price.inputNanos
  return (BigInt(input) - kept) * price.inputNanos + kept * keptNanos + BigInt(output) * price.outputNanos
}

/** What a call can cost at most, in billionths of the currency: nothing of its input kept, all the room used. */
export function worstCostOf(price: ModelPrice, inputTokens: number, maxTokens: number): bigint {
  const { inputNanos, cachedInputNanos, outputNanos } = price
  // Keeping input may cost more than not keeping it.
  const dearer = cachedInputNanos !== null && cachedInputNanos > inputNanos ? cachedInputNanos : inputNanos
  return BigInt(Math.ceil(inputTokens)) * dearer + BigInt(Math.ceil(maxTokens)) * outputNanos
}
