import { expect, test, vi } from 'vitest'
import { db } from '@/lib/db/client'
import { takeRate } from './take-rate'
import { makeProvider } from './testing'

const limits = async (given: { lanes?: number; requestsPerMinute?: number; tokensPerMinute?: number }) =>
  makeProvider('http://127.0.0.1:1', given)

test('no more calls are under way at once than there are lanes, whoever asks, and all get their turn', async () => {
  const provider = await limits({ lanes: 3 })
  let [underWay, most, done] = [0, 0, 0]
  const call = async () => {
    const giveBack = await takeRate(provider, 10)
    most = Math.max(most, ++underWay)
    await db.$queryRaw`SELECT 1`
    underWay--
    await giveBack()
    done++
  }
  await Promise.all(Array.from({ length: 30 }, call))
  expect([most, done]).toEqual([3, 30])
})

test('a place of another process counts, and comes free when that no longer says that it lives', async () => {
  const provider = await limits({ lanes: 1 })
  const giveBack = await takeRate(provider, 1)
  await giveBack()
  const taken = (until: string) =>
    db.$executeRaw`
      UPDATE "ProviderLane" SET holder = gen_random_uuid(), until = now() + ${until}::interval
      WHERE "providerId" = ${provider.id}::uuid`
  await taken('1 hour')
  const next = takeRate(provider, 1)
  let isTaken = false
  void next.then(() => {
    isTaken = true
  })
  const other = await limits({ lanes: 1 })
  for (let i = 0; i < 10; i++) await (await takeRate(other, 1))()
  expect(isTaken).toBe(false)
  await taken('-1 second')
  await (await next)()
})

test('who is called off while waiting holds nothing, and says why', async () => {
  const provider = await limits({ lanes: 1 })
  const giveBack = await takeRate(provider, 1)
  const ending = new AbortController()
  const waiting = takeRate(provider, 1, ending.signal)
  ending.abort(new Error('paused'))
  await expect(waiting).rejects.toThrow('paused')
  await giveBack()
  await (await takeRate(provider, 1))()
})

test('requests and tokens of a minute are counted in the database; the next ones wait, and give their lane back when called off', async () => {
  const provider = await limits({ requestsPerMinute: 2, tokensPerMinute: 1000 })
  for (const tokens of [300, 300]) await (await takeRate(provider, tokens))()
  const ending = new AbortController()
  const third = takeRate(provider, 300, ending.signal)
  const counted = () =>
    db.rateLimiterFlexible.findMany({ where: { key: { contains: provider.id } }, orderBy: { key: 'asc' } })
  await vi.waitFor(async () => expect(await counted()).toMatchObject([{ points: 3 }, { points: 600 }]))
  ending.abort(new Error('paused'))
  await expect(third).rejects.toThrow('paused')
  expect(await db.providerLane.count({ where: { providerId: provider.id, holder: { not: null } } })).toBe(0)
  // A minute later; counts of it are gone.
  await db.rateLimiterFlexible.updateMany({ where: { key: { contains: provider.id } }, data: { expire: new Date(0) } })
  // More than a minute has: a whole minute is taken for it.
  await (await takeRate(provider, 50_000))()
  expect(await counted()).toMatchObject([{ points: 1 }, { points: 1000 }])
})
