import { expect, test } from 'vitest'
import { costOf, perMillion, toNanos, worstCostOf } from './costs'
import { PriceInput } from './schema'
import { writtenPrices } from './written-prices'

const usage = (input: number | null, output: number | null, cached: number | null = null) => ({
  ...{ input, cached, output, reasoning: null },
})
const price = {
  ...{ currency: 'USD', inputNanos: toNanos('2.50'), cachedInputNanos: toNanos('1.25'), outputNanos: toNanos('10') },
  validFrom: new Date('2026-11-30'),
}

test.each([
  ['0', 0n, '0.00'],
  ['0.001', 1n, '0.001'],
  ['0.15', 150n, '0.15'],
  ['2.5', 2500n, '2.50'],
  ['10', 10_000n, '10.00'],
  ['999999999.999', 999_999_999_999n, '999999999.999'],
])('%s for a million tokens is %s billionths for one, and written %s', (amount, nanos, written) => {
  expect([toNanos(amount), perMillion(nanos)]).toEqual([nanos, written])
})

test('a price that cannot be kept exactly is not taken', () => {
  const input = { providerId: crypto.randomUUID(), model: 'm', currency: 'usd', output: '1', validFrom: '2026-11-30' }
  for (const amount of ['0.0375', '-1', '1,5', '1e3', '', '.5', 'free'])
    expect(PriceInput.safeParse({ ...input, input: amount }).success, amount).toBe(false)
  expect(PriceInput.parse({ ...input, input: '0.15' })).toMatchObject({ currency: 'USD', cachedInput: '' })
})

test('what was kept of the input costs what is said for it, else as all input does', () => {
  expect(costOf(price, usage(1000, 200))).toBe(1000n * 2500n + 200n * 10_000n)
  expect(costOf(price, usage(1000, 200, 600))).toBe(400n * 2500n + 600n * 1250n + 200n * 10_000n)
  expect(costOf({ ...price, cachedInputNanos: null }, usage(1000, 0, 600))).toBe(1000n * 2500n)
  // More kept than there was is a mistake of the provider's, and makes nothing cheaper than all kept.
  expect(costOf(price, usage(1000, 0, 5000))).toBe(1000n * 1250n)
})

test('what was not told is unknown, never nothing', () => {
  expect(costOf(price, usage(null, 5))).toBeNull()
  expect(costOf(price, usage(5, null))).toBeNull()
  expect(costOf(price, usage(0, 0))).toBe(0n)
})

test('the worst case is never below the cost, also where keeping input is dearer', () => {
  const dear = { ...price, cachedInputNanos: toNanos('3.125') }
  for (const each of [price, dear])
    for (const cached of [0, 300, 1000])
      expect(worstCostOf(each, 1000, 4096)).toBeGreaterThanOrEqual(costOf(each, usage(1000, 4096, cached)) ?? 0n)
  // Beyond what a number can say exactly.
  expect(worstCostOf({ ...price, outputNanos: 999_999_999_999n }, 0, 1_000_000)).toBe(999_999_999_999_000_000n)
})

test('of prices of several days the latest that has come holds', () => {
  const of = (id: string, day: string) => ({ ...price, id, model: 'm', validFrom: new Date(day) })
  const rows = writtenPrices([of('c', '2026-12-24'), of('b', '2026-11-30'), of('a', '2025-01-01')], '2026-11-30')
  expect(rows.map(({ state }) => state)).toEqual(['to come', 'holds', 'held before'])
  expect(rows[1]).toMatchObject({ from: '2026-11-30', input: '2.50', cachedInput: '1.25', output: '10.00' })
})
