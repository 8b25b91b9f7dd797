import { expect, test } from 'vitest'
import { authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { makeActor, makePromptSet } from '@/lib/testing/fixtures'
import { findPrompts } from './find-prompts'

test('prompts are found by the beginning of their id or by words, whatever the words are', async () => {
  const access = authorizeActorSite(await makeActor('RESEARCHER'), 'prompts:read')
  const { id: setId } = await makePromptSet({ prompts: 12, systems: [] })
  await db.prompt.updateMany({
    where: { promptSetId: setId, externalId: 'q-3' },
    data: { messages: [{ role: 'user', content: 'Is 50% of a_b "\\" or q-1?\nSay why.' }] },
  })
  const find = async (words: string) => (await findPrompts(access, { setId, words })).map((each) => each.externalId)
  expect(await find('q-1')).toEqual(['q-1', 'q-10', 'q-11', 'q-12', 'q-3'])
  expect(await find(' QUESTION 7 ')).toEqual(['q-7'])
  for (const words of ['50%', 'a_b', '"\\"', 'q-1?\nsay']) expect(await find(words)).toEqual(['q-3'])
  for (const words of ['', '  ', '%', '_uestion', "'; DROP", 'nothing like it'])
    expect(await find(words)).toEqual(words === '%' ? ['q-3'] : [])
  expect(await findPrompts(access, { setId: crypto.randomUUID(), words: 'q' })).toEqual([])
})

test('a few prompts of many are listed, each with its first words', async () => {
  const access = authorizeActorSite(await makeActor('RESEARCHER'), 'prompts:read')
  const { id: setId } = await makePromptSet({ prompts: 25, systems: [] })
  const found = await findPrompts(access, { setId, words: 'question' })
  expect(found).toHaveLength(20)
  expect(found[0]).toMatchObject({ externalId: 'q-1', category: 'even', words: 'Question 1' })
})
