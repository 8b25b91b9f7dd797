import type { ModelInput, ModelScope } from '@/lib/models/design'
import { count } from '@/lib/numbers/count'
import type { ModelParameters } from '@/lib/providers/parameters'

/** What stands for each way of asking, in the form and on the frozen page. */
export const REASONS: Record<ModelInput['reason'], string> = {
  FIRST: 'Its reason first, then the verdict',
  NONE: 'The verdict alone',
}

export const ANSWERS: Record<ModelInput['answer'], string> = {
  TEXT: 'In text, the verdict on its last line',
  SCHEMA: 'As JSON, by a schema',
}

export const ORDERS: Record<ModelInput['orders'], string> = {
  BOTH: 'Both orders',
  ONE: 'One order, as people see it',
}

export const SCOPES: Record<ModelScope['of'], string> = {
  ALL: 'All items',
  SHARED: 'The shared set',
  SAMPLE: 'A sample drawn from the seed',
}

export function scopeWords(scope: ModelScope): string {
  return scope.of === 'SAMPLE' ? `${count(scope.items, 'item')}, drawn from the seed` : SCOPES[scope.of].toLowerCase()
}

/** A margin of agreement in percentage points, without what fractions of two leave behind. */
export function marginPoints(margin: number): number {
  return Math.round(margin * 100_000) / 1000
}

/** "temperature 0, 4,096 tokens". */
export function parameterWords({ temperature, topP, seed, maxTokens, reasoningEffort }: ModelParameters): string {
  return [
    ...(temperature === null ? [] : [`temperature ${temperature}`]),
    ...(topP === null ? [] : [`top p ${topP}`]),
    ...(seed === null ? [] : [`seed ${seed}`]),
    ...(reasoningEffort === null ? [] : [`${reasoningEffort} reasoning effort`]),
    `answers of at most ${maxTokens.toLocaleString('en')} tokens`,
  ].join(', ')
}
