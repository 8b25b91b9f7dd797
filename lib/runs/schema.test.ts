import { expect, test } from 'vitest'
import { ModelInput } from '@/lib/models/design'
import { BudgetInput } from './schema'

const PROVIDER = '6f0c9c5e-7d3b-4d2e-9b2c-2f0d6f3f6a10'

test.each([
  ['tokenBudget', 0, 'At least 1.'],
  ['tokenBudget', -5, 'At least 1.'],
  ['tokenBudget', 1.5, 'Enter a whole number.'],
  ['moneyBudget', 0, 'At least 0.000001.'],
  ['moneyBudget', -1, 'At least 0.000001.'],
])('%s of %d is refused at its field, in a design and of a run', (field, value, message) => {
  const key = { studyId: PROVIDER, annotatorId: PROVIDER }
  const of = { providerId: PROVIDER, model: 'm', ...key, tokenBudget: 10, moneyBudget: null, [field]: value }
  for (const schema of [ModelInput, BudgetInput]) {
    const issues = schema.safeParse(of).error?.issues ?? []
    expect(issues.map(({ path, message: words }) => [path.join('.'), words])).toContainEqual([field, message])
  }
})
