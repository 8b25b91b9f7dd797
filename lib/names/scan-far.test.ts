import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { BUILT_IN } from './built-in'
import { makeScanner } from './scan'
import { withScanner } from './scan-far'
import { summarise } from './summary'

const long = `${'Plain words of no meaning. '.repeat(40_000)} I am ChatGPT, made by Halden Labs. ${'gpt4 '.repeat(2000)}`
const near = makeScanner(BUILT_IN, { phrases: true })

test('a long text is looked through elsewhere, with the same result, while others get their turns', async () => {
  let turns = 0
  let isOver = false
  const others = (async () => {
    for (; !isOver; turns++) await setImmediate()
  })()
  await withScanner(BUILT_IN, { phrases: true }, async (scan) => {
    for (const asked of [{ text: long }, { text: long, word: 'GPT-4', most: 3 }])
      expect(await scan(asked)).toEqual(summarise(near(long), asked))
    isOver = true
  })
  await others
  expect(turns).toBeGreaterThan(100)
})

test('a short text is looked through at once; of many places the first are told, and how many there are', async () => {
  const text = 'gpt-4, ChatGPT and gpt 4'
  await withScanner(BUILT_IN, { phrases: true }, async (scan) => {
    expect((await scan({ text })).hits.map(({ word }) => word)).toEqual(['GPT-4', 'ChatGPT'])
    expect(await scan({ text, word: 'GPT-4', most: 1 })).toMatchObject({ count: 2, hits: [{ start: 0, end: 5 }] })
  })
})
