'use client'

import { FieldPair } from '@/components/ui/field-pair'
import { NumberField } from '@/components/ui/fields'
import { priceOf } from './blank-model'
import type { ModelProps } from './model-props'
import type { ProviderChoice } from './source'

/** What a model may use at most. A call that could go beyond it is not made. */
export function Budgets({ model, set, errors, provider }: ModelProps & { provider: ProviderChoice | null }) {
  const price = priceOf(provider, model.model)
  const orNull = (value: number) => (Number.isNaN(value) ? null : value)
  return (
    <FieldPair>
      <NumberField
        name="tokenBudget"
        label="At most, tokens"
        description={`Read and written together.${price ? ' Empty: no limit, if money has one.' : ''}`}
        value={model.tokenBudget ?? Number.NaN}
        onChange={(tokens) => set({ tokenBudget: orNull(tokens) })}
        minValue={1}
        errors={errors('tokenBudget')}
        plain
      />
      <NumberField
        name="moneyBudget"
        label={price ? `At most, ${price.currency}` : 'At most, money'}
        description={price ? 'Empty: no limit, if tokens have one.' : MONEY_WITHOUT_PRICE}
        value={model.moneyBudget ?? Number.NaN}
        onChange={(money) => set({ moneyBudget: orNull(money) })}
        minValue={0}
        errors={errors('moneyBudget')}
        plain
      />
    </FieldPair>
  )
}

const MONEY_WITHOUT_PRICE = 'No price of this model is known: limit its tokens. An admin types in prices.'
