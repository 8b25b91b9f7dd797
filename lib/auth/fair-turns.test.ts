import { expect, test } from 'vitest'
import { FairTurns } from './fair-turns'

/** Work that ends when it is told to, in the order in which it began. */
function makeWork() {
  const began: string[] = []
  const ends: (() => void)[] = []
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      began.push(name)
      ends.push(() => resolve(name))
    })
  const endOne = async () => {
    ends.shift()?.()
    for (let i = 0; i < 5; i++) await Promise.resolve()
  }
  return { began, work, endOne }
}

test('no more than a few go at once', async () => {
  const turns = new FairTurns(2, 1000)
  const { began, work, endOne } = makeWork()
  const all = Array.from({ length: 50 }, (_, i) => turns.run(`${i}`, work(`${i}`)))
  expect(began).toHaveLength(2)
  for (let done = 1; done <= 50; done++) {
    await endOne()
    expect(began).toHaveLength(Math.min(50, done + 2))
  }
  expect(await Promise.all(all)).toHaveLength(50)
})

test('five hundred from one client keep another waiting for one of them', async () => {
  const turns = new FairTurns(1, 1000)
  const { began, work, endOne } = makeWork()
  for (let i = 0; i < 500; i++) void turns.run('flood', work('flood'))
  void turns.run('one', work('one'))
  void turns.run('other', work('other'))
  for (let i = 0; i < 3; i++) await endOne()
  expect(began.slice(0, 4)).toEqual(['flood', 'flood', 'one', 'other'])
})

test('when too much waits, whoever has most of it waiting is refused', async () => {
  const turns = new FairTurns(1, 10)
  const { began, work, endOne } = makeWork()
  const refused: string[] = []
  const come = (who: string) =>
    turns.run(who, work(who)).catch((error) => {
      expect(error).toMatchObject({ code: 'too_many_attempts' })
      refused.push(who)
    })
  const all = [...Array(30).fill('flood'), 'a', 'b', 'c'].map(come)
  for (let i = 0; i < 12; i++) await endOne()
  await Promise.all(all)
  expect(refused).toEqual(Array(22).fill('flood'))
  expect(began.sort()).toEqual(['a', 'b', 'c', ...Array(8).fill('flood')])
})

test('work that fails gives its turn on', async () => {
  const turns = new FairTurns(1, 10)
  const failing = turns.run('a', () => Promise.reject(new Error('failed')))
  const after = turns.run('b', async () => 'done')
  await expect(failing).rejects.toThrow('failed')
  expect(await after).toBe('done')
})
