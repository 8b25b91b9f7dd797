/** Costs are whole numbers: billionths of a currency's unit. */
const NANOS = 1_000_000_000

/**
 * An amount in words, in full: a call costs fractions of a cent, and a sum of many is not rounded before it is shown.
 * @param nanos billionths of the currency
 */
export function costWords(nanos: number | bigint, currency: string | null): string {
  const amount = Number(nanos) / NANOS
  const digits = amount === 0 || amount >= 1 ? 2 : Math.min(9, 1 - Math.floor(Math.log10(amount)))
  if (currency === null || !/^[A-Z]{3}$/.test(currency))
    return `${amount.toLocaleString('en', { maximumFractionDigits: digits })} ${currency ?? ''}`.trim()
  return amount.toLocaleString('en', {
    ...{ style: 'currency', currency, minimumFractionDigits: Math.min(2, digits), maximumFractionDigits: digits },
  })
}

/** "1,200 tokens", of a range "1,200 to 4,500". */
export function rangeWords({ low, high }: { low: number; high: number }, words: (n: number) => string): string {
  return low === high ? words(low) : `${words(low)} to ${words(high)}`
}
