import { z } from 'zod'
import { ModelInput } from '@/lib/models/design'

export const RunInput = z.object({ annotatorId: z.uuid() })
export type RunInput = z.output<typeof RunInput>

/** What a run may spend in all, of what it has spent already. */
export const BudgetInput = RunInput.extend({
  tokenBudget: ModelInput.shape.tokenBudget,
  moneyBudget: ModelInput.shape.moneyBudget,
})
export type BudgetInput = z.output<typeof BudgetInput>
