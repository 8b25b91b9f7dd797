import type { ModelInput } from './design'

/** In how many orders a model sees an item: a response alone has one. */
export function ordersOf({ orders }: Pick<ModelInput, 'orders'>, isRating: boolean): 1 | 2 {
  return orders === 'BOTH' && !isRating ? 2 : 1
}

/** Items by what they are to a model: regular ones, of these the shared ones, and checks with those of known verdict. */
export type ItemsForModels = { regular: number; shared: number; known: number }

/** How many judgments a model is asked for, over so many items. */
export function judgmentsOf(
  { scope, repeats, ...model }: Pick<ModelInput, 'orders' | 'repeats' | 'scope'>,
  { regular, shared, known }: ItemsForModels,
  isRating: boolean,
): number {
  const among = {
    ALL: regular + known,
    SHARED: shared,
    SAMPLE: scope.of === 'SAMPLE' ? Math.min(scope.items, regular) : 0,
  }
  return among[scope.of] * ordersOf(model, isRating) * (1 + repeats)
}
