import { expect, test } from 'vitest'
import { RatedSystems, RatingCriterion } from './design'
import { SCALES } from './scales'

const criterion = (options: unknown, more: object = {}) =>
  RatingCriterion.safeParse({ question: 'How good?', options, ...more })
const problems = (result: ReturnType<typeof criterion>) =>
  result.error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? []

test('each template makes a criterion, with its anchors', () => {
  for (const { options } of Object.values(SCALES)) expect(problems(criterion(options))).toEqual([])
  const { data } = criterion(SCALES.LIMA_QUALITY.options, { unit: 'TURN' })
  expect(data?.unit).toBe('TURN')
  expect(data?.options.map(({ label }) => label)).toEqual(['Fail', 'Pass', 'Excellent'])
  for (const { anchor } of data?.options ?? []) expect(anchor.length).toBeGreaterThan(20)
  expect(criterion(SCALES.YES_NO.options).data?.unit).toBe('RESPONSE')
})

const option = (code: string, score: number) => ({ code, score, label: code })

test('what is no scale is refused, by the place where it is wrong', () => {
  expect(problems(criterion([option('A', 1), option('B', 1)]))).toEqual([
    ['options.1.score', 'Another option has this score.'],
  ])
  expect(problems(criterion([option('A', 1), option('A', 2)]))).toEqual([
    ['options.1.code', 'Another option has this code.'],
  ])
  expect(problems(criterion([option('A', 2), option('B', 1)]))[0]?.[1]).toContain('from the worst to the best')
  expect(problems(criterion([option('A', 1)]))).toEqual([['options', 'Give at least two options.']])
  expect(problems(criterion([option('so so', 1), option('B', 2)]))[0]?.[0]).toBe('options.0.code')
  const eleven = Array.from({ length: 11 }, (_, index) => option(`O${index}`, index))
  expect(problems(criterion(eleven))).toEqual([['options', 'At most 10 options.']])
})

test('systems are named once, and one is enough', () => {
  const [a, b] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
  expect(RatedSystems.parse({ systemIds: [a] })).toEqual({ systemIds: [a], samples: 1 })
  expect(RatedSystems.safeParse({ systemIds: [a, b, a] }).error?.issues[0]?.message).toBe('Name each system once.')
  expect(RatedSystems.safeParse({ systemIds: [] }).success).toBe(false)
})
