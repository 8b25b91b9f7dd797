import { expect, test } from 'vitest'
import { blankRating } from '@/lib/designs/blank-design'
import { StudyInput } from '@/lib/designs/schema'
import { withAblation } from './ablation'

const PROVIDER = '6f0c9c5e-7d3b-4d2e-9b2c-2f0d6f3f6a10'

const start = () => ({
  ...blankRating(),
  title: 'Ablation',
  promptSetId: PROVIDER,
  rated: { systemIds: [PROVIDER], samples: 1 },
})

test('LIMA’s ablation is one to six by a model, reason first, over five samples, and nobody else is asked', () => {
  const design = withAblation(start(), PROVIDER)
  expect(design.criteria.map(({ options }) => options.map(({ score }) => score))).toEqual([[1, 2, 3, 4, 5, 6]])
  expect(design).toMatchObject({ overlap: 0, rated: { systemIds: [PROVIDER], samples: 5 } })
  expect(design.models).toMatchObject([{ codePrefix: 'G', models: [{ providerId: PROVIDER, reason: 'FIRST' }] }])
  const named = { ...design, models: design.models.map((group) => ({ ...group, models: [named1(group.models[0])] })) }
  expect(StudyInput.safeParse(named).error?.issues ?? []).toEqual([])
})

test('a group of models that is there stays, with its model and its budget', () => {
  const once = withAblation(start(), PROVIDER)
  const mine = once.models.map((group) => ({ ...group, name: 'Judges', models: [named1(group.models[0])] }))
  const twice = withAblation({ ...once, models: mine }, PROVIDER)
  expect(twice.models).toEqual(mine)
})

function named1<M>(model: M) {
  return { ...model, model: 'a-model', tokenBudget: 100_000 } as M & { model: string; tokenBudget: number }
}
