import type { Estimate } from '@/lib/stats/estimate'

/** A whole number with separators. */
export function whole(n: number): string {
  return Math.round(n).toLocaleString('en')
}

/** A number with as many decimal places as its size deserves: two below 1, none from 100 on. */
export function short(n: number): string {
  return n.toLocaleString('en', { maximumFractionDigits: n < 1 ? 2 : n < 100 ? 1 : 0 })
}

/** A number with up to three decimal places, for formulas. */
export function exact(n: number): string {
  return n.toLocaleString('en', { maximumFractionDigits: 3 })
}

/** The half-width of a share's interval in percentage points: ±4.5. */
export function plusMinus(halfWidth: number): string {
  return `±${(100 * halfWidth).toFixed(1)}`
}

/** A share in percent with one decimal place. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`
}

/** A split of decided verdicts: 57.3 : 42.7. */
export function ratio(split: number): string {
  return `${(100 * split).toFixed(1)} : ${(100 - 100 * split).toFixed(1)}`
}

/** An amount in a currency known by its code, or with whatever else stands for one. */
export function money(amount: number, currency: string): string {
  if (!/^[A-Z]{3}$/.test(currency)) return `${whole(amount)} ${currency}`.trim()
  // An hour's pay has its cents; sums need none.
  const digits = Number.isInteger(amount) || amount >= 100 ? 0 : 2
  const style = { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const
  return amount.toLocaleString('en', style)
}

/** A value in words, or a dash where it is not defined: its reason is told elsewhere. */
export function orDash<T>(estimate: Estimate<T>, words: (value: T) => string): string {
  return estimate.defined ? words(estimate.value) : '–'
}
