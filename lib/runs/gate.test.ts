import { expect, test } from 'vitest'
import { makeGate } from './gate'

const leftOf = (until: Date) => until.getTime() - Date.now()

test('waits grow with each failure, up to five minutes, and begin anew after a success', () => {
  const gate = makeGate(null, () => 1)
  const waits = Array.from({ length: 14 }, () => leftOf(gate.fail(gate.since(), null)))
  expect(waits[0]).toBeGreaterThan(400)
  expect(waits[0]).toBeLessThan(600)
  for (const [nth, wait] of waits.entries())
    if (nth > 0) expect(wait).toBeGreaterThanOrEqual((waits[nth - 1] ?? 0) - 50)
  expect(waits.at(-1)).toBeLessThanOrEqual(300_000)
  expect(waits.at(-1)).toBeGreaterThan(299_000)
  expect(gate.failures()).toBe(14)
  gate.succeed()
  expect(gate.failures()).toBe(0)
})

test('calls that were under way at once fail once', () => {
  const gate = makeGate(null, () => 1)
  const began = gate.since()
  for (let call = 0; call < 16; call++) gate.fail(began, null)
  expect(gate.failures()).toBe(1)
})

test('what a provider asks for is honoured, whatever its length, and by whoever goes on', () => {
  const gate = makeGate()
  const until = gate.fail(gate.since(), 7 * 3_600_000)
  expect(leftOf(until)).toBeGreaterThan(7 * 3_600_000 - 1000)
  // A shorter wait of a call from before takes nothing from it.
  expect(gate.fail(0, 1000).getTime()).toBe(until.getTime())
  expect(makeGate(until).until()).toBe(until.getTime())
})

test('processes that were refused together come back apart', () => {
  const first = makeGate(null, () => 0)
  const second = makeGate(null, () => 1)
  expect(leftOf(first.fail(0, null))).toBeLessThan(leftOf(second.fail(0, null)) - 100)
})
