import { expect, test } from 'vitest'
import { collectGarbage } from '@/lib/testing/live-heap'
import { endable } from './endable'

test('what comes before the end is given, and what fails fails', async () => {
  const { unlessEnded } = endable<'over'>()
  expect(await unlessEnded(Promise.resolve(1))).toBe(1)
  await expect(unlessEnded(Promise.reject(new Error('broken')))).rejects.toThrow('broken')
})

test('the end answers whoever waits, and whoever asks later', async () => {
  const { end, unlessEnded } = endable<string>()
  const waiting = unlessEnded(new Promise<never>(() => undefined))
  end('first')
  end('second')
  expect(await waiting).toBe('first')
  expect(await unlessEnded(Promise.resolve('an answer that comes after it'))).toBe('first')
})

test('no answer is kept once it was given', async () => {
  const { unlessEnded } = endable<undefined>()
  const given: WeakRef<object>[] = []
  for (let n = 0; n < 100; n++) given.push(new WeakRef((await unlessEnded(Promise.resolve({ n }))) as object))
  // What a WeakRef was made of or read from lives until the turn ends.
  await new Promise(setImmediate)
  collectGarbage()
  // The last may still stand in a register of this function.
  expect(given.filter((each) => each.deref()).length).toBeLessThan(3)
})
