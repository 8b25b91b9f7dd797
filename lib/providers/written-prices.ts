import { type ModelPrice, perMillion } from './costs'

/** A price as it is shown, for a million tokens. */
type WrittenPrice = {
  id: string
  model: string
  from: string
  currency: string
  input: string
  cachedInput: string | null
  output: string
  state: 'holds' | 'held before' | 'to come'
}

/**
 * Prices as they are shown.
 * @param prices by model, the latest day first
 * @param today such as 2026-11-30
 */
export function writtenPrices(
  prices: readonly (ModelPrice & { id: string; model: string })[],
  today: string,
): WrittenPrice[] {
  const dayOf = ({ validFrom }: ModelPrice) => validFrom.toISOString().slice(0, 10)
  return prices.map((price) => {
    const { id, model, currency, inputNanos, cachedInputNanos, outputNanos } = price
    const holds = prices.find((one) => one.model === model && dayOf(one) <= today)
    return {
      ...{ id, model, currency, from: dayOf(price), input: perMillion(inputNanos), output: perMillion(outputNanos) },
      cachedInput: cachedInputNanos === null ? null : perMillion(cachedInputNanos),
      state: dayOf(price) > today ? 'to come' : holds === price ? 'holds' : 'held before',
    }
  })
}
