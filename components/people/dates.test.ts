import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
})

test('days and moments are UTC’s, wherever the server stands', async () => {
  vi.stubEnv('TZ', 'Pacific/Auckland')
  vi.resetModules()
  const { day, moment } = await import('../ui/dates')
  const late = new Date('2026-03-04T20:05:00Z')
  expect([day(late), moment(late)]).toEqual(['4 Mar 2026', '4 Mar 2026, 20:05 UTC'])
  expect([day(null), moment(null)]).toEqual(['–', '–'])
})
