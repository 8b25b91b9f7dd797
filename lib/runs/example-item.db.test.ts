import { expect, test } from 'vitest'
import { authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { loadComparison, makeDraft } from '@/lib/testing/fixtures'
import { loadRating, makeRatingDraft } from '@/lib/testing/rating-study'
import { exampleItem } from './example-item'
import { leastSeconds } from './least-seconds'

test('an item of a draft is shown as people read it: two sides of a pair, one response alone', async () => {
  const pairs = await makeDraft({ prompts: 3 })
  const access = authorizeActorSite(pairs.researcher, 'providers:use')
  const pair = await exampleItem(access, await loadComparison(pairs.studyId))
  expect([pair.prompt, pair.left, pair.right].map((messages) => messages?.length)).toEqual([1, 1, 1])
  expect(pair.left).not.toEqual(pair.right)
  const ratings = await makeRatingDraft({ prompts: 3 })
  expect((await exampleItem(access, await loadRating(ratings.studyId))).right).toBeNull()
})

test('where nothing has been answered, it says what to choose', async () => {
  const { studyId, researcher, promptSet } = await makeDraft({ prompts: 2 })
  await db.systemResponse.deleteMany({ where: { promptSetId: promptSet.id } })
  const asked = exampleItem(authorizeActorSite(researcher, 'providers:use'), await loadComparison(studyId))
  await expect(asked).rejects.toMatchObject({ message: expect.stringContaining('Choose another prompt set') })
})

test('the time that calls take at least is by whichever rate holds them longer', async () => {
  const provider = (limits: { requestsPerMinute?: number; tokensPerMinute?: number }) =>
    db.provider.create({
      data: { name: crypto.randomUUID(), kind: 'GOOGLE', baseUrl: 'http://127.0.0.1:1', ...limits },
    })
  const of = { calls: 600, tokens: 1_200_000 }
  const [none, requests, both] = await Promise.all([
    provider({}),
    provider({ requestsPerMinute: 60 }),
    provider({ requestsPerMinute: 60, tokensPerMinute: 60_000 }),
  ])
  expect(await Promise.all([none, requests, both].map(({ id }) => leastSeconds(id, of)))).toEqual([null, 600, 1200])
})
