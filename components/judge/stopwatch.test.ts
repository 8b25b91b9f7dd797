import { expect, test } from 'vitest'
import { IDLE_MS, startStopwatch } from './stopwatch'

function setUp(before?: { elapsedMs: number; activeMs: number }) {
  const clock = { now: 100 }
  const watch = startStopwatch(() => clock.now, true, before)
  const wait = (milliseconds: number) => {
    clock.now += milliseconds
  }
  return { watch, wait }
}

test('active time stands still while the page is out of view or paused', () => {
  const { watch, wait } = setUp()
  wait(1000)
  watch.setRunning(false)
  watch.setRunning(false)
  wait(4000)
  expect(watch.read()).toEqual({ elapsedMs: 5000, activeMs: 1000 })
  watch.setRunning(true)
  wait(500.4)
  expect(watch.read()).toEqual({ elapsedMs: 5500, activeMs: 1500 })
})

test('a minute without a sign of life ends active time, the next sign begins it again', () => {
  const { watch, wait } = setUp()
  wait(10 * IDLE_MS)
  expect(watch.read().activeMs).toBe(IDLE_MS)
  watch.touch()
  wait(2000)
  expect(watch.read().activeMs).toBe(IDLE_MS + 2000)
})

test('signs of life within the minute leave no gap', () => {
  const { watch, wait } = setUp()
  for (let i = 0; i < 10; i++) {
    wait(IDLE_MS - 1)
    watch.touch()
  }
  expect(watch.read().activeMs).toBe(10 * (IDLE_MS - 1))
})

test('a sign of life does not start what is paused', () => {
  const { watch, wait } = setUp()
  watch.setRunning(false)
  watch.touch()
  wait(5000)
  expect(watch.read().activeMs).toBe(0)
})

test('looks at a pair add up', () => {
  const { watch, wait } = setUp({ elapsedMs: 7000, activeMs: 3000 })
  wait(1000)
  expect(watch.read()).toEqual({ elapsedMs: 8000, activeMs: 4000 })
})
