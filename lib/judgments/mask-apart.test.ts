import { expect, test } from 'vitest'
import { MASK } from '@/lib/names/mask'
import { maskApart } from './mask-apart'

const WORDS = ['Heron-7B']
const long = `${'Some words. '.repeat(5000)}I am Heron-7B, **made** to help.`

test('long texts are masked as short ones are, in their order, however many ask at once', async () => {
  const asked = [
    ['I am heron 7b.', long],
    [long, 'Nobody.', ''],
    ['x', long],
  ]
  const masked = (text: string) => text.replace(/heron.7b/i, MASK)
  const answers = await Promise.all(asked.map((texts) => maskApart(texts, WORDS)))
  expect(answers).toEqual(asked.map((texts) => texts.map(masked)))
  expect(await maskApart([long], [])).toEqual([long])
})

test('while a long text is masked, others go on', async () => {
  let turns = 0
  const counting = setInterval(() => turns++, 0)
  await maskApart([long.repeat(20)], WORDS)
  clearInterval(counting)
  expect(turns).toBeGreaterThan(3)
})
