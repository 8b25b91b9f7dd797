import type { GroupInput } from '@/lib/designs/schema'
import type { ModelGroupInput, ModelInput } from '@/lib/models/design'
import { ModelParameters } from '@/lib/providers/parameters'
import type { ProviderChoice } from './source'

/** A model as a group begins with one: in both orders, with its reason first, and no budget yet. */
export function blankModel(providerId: string): ModelInput {
  return {
    ...{ providerId, model: '', parameters: ModelParameters.parse({}), reason: 'FIRST', answer: 'TEXT' },
    ...{ orders: 'BOTH', repeats: 0, scope: { of: 'ALL' }, tokenBudget: null, moneyBudget: null },
  }
}

type Group = Pick<GroupInput, 'codePrefix' | 'name'>

/** A group of models with letters and a name that are still free. */
export function blankModelGroup(groups: readonly Group[], providerId: string): ModelGroupInput {
  const letters = new Set(groups.map(({ codePrefix }) => codePrefix))
  const names = new Set(groups.map(({ name }) => name))
  const codePrefix = [...'GMLNPQRSTUVWXYZABCDEFHIJKO'].find((free) => !letters.has(free)) ?? ''
  const name = ['Models', 'Models 2', 'Models 3'].find((free) => !names.has(free)) ?? ''
  return { name, codePrefix, models: [blankModel(providerId)] }
}

/** What a test found of a model; null where none was made. */
export function testOf(provider: ProviderChoice | null, model: string): ProviderChoice['tested'][number] | null {
  return provider?.tested.find((test) => test.model === model) ?? null
}

/** The price of a model that its provider has one for. */
export function priceOf(provider: ProviderChoice | null, model: string): ProviderChoice['prices'][number] | null {
  return provider?.prices.find((price) => price.model === model) ?? null
}
