import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readAnswer } from '@/lib/models/outcome'
import { offer } from '@/lib/models/request'
import { hasRealData, REAL_DATA } from './rows'

if (!hasRealData) console.warn(`What real judges answered is NOT read by our parser here: there is no ${REAL_DATA}.`)

/** What a judge said of one item: its text and why it ended, and which output won by who published it. */
type Said = { completion: [text: string, finish: string]; winner: '1' | '2' | null }
type Judged = { label: 1 | 2; results: [{ 'swap = False': Said; 'swap = True': Said }] }

const options = ['Output (a)', 'Output (b)'].map((label, place) => ({ code: 'AB'[place] as string, label, anchor: '' }))
const message = [{ role: 'assistant' as const, content: '' }]
const criteria = [{ id: 'better', question: 'Which output is better?', unit: 'RESPONSE' as const, options }]
const offered = offer(
  { ...{ framing: '', instructions: '', criteria }, prompt: message, left: message, right: message },
  { answer: 'TEXT', reason: 'NONE' },
)

/** Which output an answer prefers, by our reading of its text. */
function winnerOf({ completion: [text, finish] }: Said, isSwapped: boolean): '1' | '2' | null {
  const { answers } = readAnswer({ text, finishReason: finish }, offered)
  const choice = answers?.[0]?.choice
  return choice === undefined ? null : (choice === 'A') === isSwapped ? '2' : '1'
}

/** Upstream counts two answers without a verdict as the same: PaLM2 has two such items, and 80 by that count. */
const PUBLISHED = [
  ['GPT-4', { first: 95, second: 96, both: 93, same: 95, none: 0 }],
  ['ChatGPT', { first: 80, second: 83, both: 67, same: 71, none: 0 }],
  ['ChatGPT-0301', { first: 84, second: 84, both: 73, same: 78, none: 0 }],
  ['Falcon', { first: 71, second: 77, both: 50, same: 52, none: 0 }],
  ['LLaMA2', { first: 79, second: 82, both: 70, same: 79, none: 0 }],
  ['PaLM2', { first: 78, second: 88, both: 73, same: 78, none: 2 }],
] as const

test.skipIf(!hasRealData).each(PUBLISHED)(
  '%s on 100 items of LLMBar, from its raw texts in both orders',
  (judge, counts) => {
    const file = path.join(REAL_DATA, 'llmbar-natural', `${judge}-result.json`)
    const judged = JSON.parse(readFileSync(file, 'utf8')) as Judged[]
    const read = judged.map(({ label, results: [result] }) => {
      const said = [result['swap = False'], result['swap = True']] as const
      const [first, second] = [winnerOf(said[0], false), winnerOf(said[1], true)]
      expect([first, second]).toEqual(said.map(({ winner }) => winner))
      return { first, second, label: String(label) }
    })
    const count = (is: (each: (typeof read)[number]) => boolean) => read.filter(is).length
    expect(read).toHaveLength(100)
    expect({
      first: count(({ first, label }) => first === label),
      second: count(({ second, label }) => second === label),
      both: count(({ first, second, label }) => first === label && second === label),
      same: count(({ first, second }) => first !== null && first === second),
      none: count(({ first, second }) => first === null && second === null),
    }).toEqual(counts)
  },
)
