import { expect, test } from 'vitest'
import { shareRead } from './share-read'

/** Reads that answer 1, 2, …, each when told, by a clock of their own. */
function makeReads(key: string) {
  const state = { now: 0, reads: 0 }
  const pending: (() => void)[] = []
  const ask = () =>
    shareRead(
      key,
      () => {
        const nth = ++state.reads
        return new Promise<number>((resolve) => pending.push(() => resolve(nth)))
      },
      () => state.now,
    )
  const answer = async (after: number) => {
    state.now += after
    pending.shift()?.()
    await Promise.resolve()
  }
  return { state, ask, answer }
}

test('all who ask while it is being read get one answer', async () => {
  const { state, ask, answer } = makeReads('at once')
  const asked = [ask(), ask(), ask()]
  await answer(10)
  expect(await Promise.all(asked)).toEqual([1, 1, 1])
  expect(state.reads).toBe(1)
})

test('what was read fast is read anew', async () => {
  const { ask, answer } = makeReads('fast')
  const first = ask()
  await answer(100)
  expect(await first).toBe(1)
  const second = ask()
  await answer(100)
  expect(await second).toBe(2)
})

test('what took long is kept ten times as long, and no longer', async () => {
  const { state, ask, answer } = makeReads('slow')
  const first = ask()
  await answer(1000)
  await first
  state.now += 9999
  expect(await ask()).toBe(1)
  state.now += 2
  const later = ask()
  await answer(1)
  expect(await later).toBe(2)
})

test('a read that failed is not kept', async () => {
  const fail = () => shareRead('failing', () => Promise.reject(new Error('gone')))
  await expect(fail()).rejects.toThrow('gone')
  expect(await shareRead('failing', async () => 'here')).toBe('here')
})
