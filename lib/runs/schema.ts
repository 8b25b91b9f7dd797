import { z } from 'zod'
import { ModelInput } from '@/lib/models/design'

/** What a run may spend in all, of what it has spent already. */
export const BudgetInput = z.object({
  annotatorId: z.uuid(),
  tokenBudget: ModelInput.shape.tokenBudget,
  moneyBudget: ModelInput.shape.moneyBudget,
})
export type BudgetInput = z.output<typeof BudgetInput>
