import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { countRows, watchPlans } from '@/lib/testing/count-rows'
import { makePromptSet } from '@/lib/testing/fixtures'
import { chunksOf, importAccess, jsonLines } from '../testing'
import { importPairs } from './import-pairs'
import { stageJudgments } from './stage-judgments'

const IN_SET = 2000
const IN_FILE = 300

test.each([
  ['their ids', (n: number) => ({ prompt_id: `new-${n}` })],
  ['their texts', () => ({})],
])('prompts that are known by %s are looked up, whatever the set has already', async (by, named) => {
  const { id } = await makePromptSet({ prompts: IN_SET, systems: ['Old'] })
  const { name: set } = await db.promptSet.findUniqueOrThrow({ where: { id } })
  await db.$executeRaw`ANALYZE "Prompt", "SystemResponse"`
  const access = await importAccess()
  const rows = Array.from({ length: IN_FILE }, (_, n) => ({
    ...{ ...named(n), prompt: `${by} ${n}?`, model_a: 'Heron', model_b: 'Quill' },
    ...{ response_a: `One ${n}`, response_b: `Two ${n}` },
  }))
  const file = { filename: 'pairs.jsonl', holds: 'PAIRS' } as const
  const importId = await stageJudgments(access, file, chunksOf(jsonLines(rows)))
  await watchPlans()
  let imported: unknown
  const { rows: passed } = await countRows(async () => {
    imported = await importPairs(access, { importId, set, leaveOutProblems: false })
  })
  expect(imported).toMatchObject({ prompts: IN_FILE, responses: 2 * IN_FILE, samples: 0 })
  // Going through the set for each prompt of the file would be 600,000.
  expect(passed).toBeLessThan(IN_SET * 20 + IN_FILE * 200)
})
