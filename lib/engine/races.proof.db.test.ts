import { describe, test } from 'vitest'
import { RACES } from '@/lib/testing/races'

describe.each([1, 2, 3, 4, 5, 6])('round %i', () => {
  test.each(Object.entries(RACES))('%s', (_, race) => race())
})
