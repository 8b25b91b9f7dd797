import { expect, test, vi } from 'vitest'
import { createTextCache } from './text-cache'

test('makes each text once and forgets the one not used for longest', () => {
  const make = vi.fn((text: string) => text.toUpperCase())
  const render = createTextCache(8, make)
  expect(['aa', 'bb', 'aa', 'cc'].map(render)).toEqual(['AA', 'BB', 'AA', 'CC'])
  expect(make.mock.calls.flat()).toEqual(['aa', 'bb', 'cc'])
  render('aa')
  expect(make).toHaveBeenCalledTimes(3)
  render('bb')
  expect(make).toHaveBeenCalledTimes(4)
})
