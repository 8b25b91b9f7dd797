import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readAnswer } from './outcome'
import type { Offered } from './request'

// Raw answers of five judges on LLMBar (Zeng et al. 2024, MIT), in both orders, and what its authors computed of them.
const DATA = path.resolve(import.meta.dirname, '../../../shared/data/llmbar-natural')
const hasData = existsSync(DATA)
if (!hasData) console.warn(`${DATA} is missing: answers of real judges are not read.`)

const Order = z.object({ completion: z.tuple([z.string(), z.string()]) })
const Results = z.array(
  z.object({ label: z.number(), results: z.array(z.object({ 'swap = False': Order, 'swap = True': Order })) }),
)
const share = z.string().transform((text) => Number.parseFloat(text))
const Statistics = z.object({ correct_False: share, correct_True: share, correct_both: share, equal: share })

const option = (letter: string, code: string, label: string) => ({ letter, code, label, anchor: '' })
const offered: Offered = {
  mode: 'TEXT',
  asked: [
    {
      ...{ criterion: 'c', turn: 0, name: 'Verdict' },
      options: [option('C', 'A', 'Output (a)'), option('D', 'B', 'Output (b)')],
    },
  ],
}

/** Which of two outputs an answer chose, 1 or 2; null for none. */
function winner({ completion: [text] }: z.output<typeof Order>, isSwapped: boolean): 1 | 2 | null {
  const choice = readAnswer({ text, finishReason: 'stop' }, offered).answers?.[0]?.choice
  if (choice === undefined) return null
  return (choice === 'A') === isSwapped ? 2 : 1
}

describe.skipIf(!hasData)('raw answers of real judges', () => {
  test.each(['GPT-4', 'ChatGPT', 'Falcon', 'LLaMA2', 'PaLM2'])(
    '%s is as right and as consistent as published',
    (judge) => {
      const read = (name: string) => JSON.parse(readFileSync(path.join(DATA, `${judge}-${name}.json`), 'utf8'))
      const items = Results.parse(read('result')).map(({ label, results: [both] }) => ({
        label,
        plain: both ? winner(both['swap = False'], false) : null,
        swapped: both ? winner(both['swap = True'], true) : null,
      }))
      const percent = (of: (item: (typeof items)[number]) => boolean) => (100 * items.filter(of).length) / items.length
      expect({
        correct_False: percent(({ plain, label }) => plain === label),
        correct_True: percent(({ swapped, label }) => swapped === label),
        correct_both: percent(({ plain, swapped, label }) => plain === label && swapped === label),
        equal: percent(({ plain, swapped }) => plain === swapped),
      }).toEqual(Statistics.parse(read('statistics')))
    },
  )
})
