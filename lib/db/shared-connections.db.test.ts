import { afterEach, expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { askPrepared, disconnect, pool } from './client'

// What a pooler between the app and its server makes of named statements, without one: a session that has lost those it was
// given, and one that has others of the same name.

afterEach(disconnect)

const add = (a: number, b: number) => askPrepared('add two', 'SELECT $1::int + $2::int AS sum', [a, b])

/** On every connection for judging, each of which has asked once. */
async function onEach(text: string): Promise<void> {
  const clients = await Promise.all(
    Array.from({ length: pool('judging').options.max }, () => pool('judging').connect()),
  )
  for (const client of clients) {
    await client.query(text)
    client.release()
  }
}

test('a statement that the session has lost is sent whole, now and from then on', async () => {
  await Promise.all([1, 2, 3, 4].map((n) => add(n, n)))
  await onEach('DEALLOCATE ALL')
  expect(await add(2, 3)).toEqual([{ sum: 5 }])
  expect(await Promise.all([1, 2, 3, 4, 5, 6].map((n) => add(n, 1)))).toEqual(
    [2, 3, 4, 5, 6, 7].map((sum) => [{ sum }]),
  )
  // None of them was prepared anew.
  const names = await pool('judging').query('SELECT name FROM pg_prepared_statements')
  expect(names.rows).toEqual([])
})

test('a name that another has given already is no failure either', async () => {
  await onEach('PREPARE "add two" AS SELECT 1')
  expect(await add(20, 22)).toEqual([{ sum: 42 }])
})

test('any other failure is told as it is', async () => {
  await expect(askPrepared('divide', 'SELECT 1 / $1::int AS by', [0])).rejects.toMatchObject({ code: '22012' })
  await expect(askPrepared('divide', 'SELECT 1 / $1::int AS by', [0])).rejects.not.toBeInstanceOf(AppError)
  await add(1, 1)
  const names = await pool('judging').query('SELECT name FROM pg_prepared_statements WHERE name = $1', ['add two'])
  expect(names.rows).toHaveLength(1)
})
