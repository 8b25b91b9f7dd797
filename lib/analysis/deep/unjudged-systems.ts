import type { DeepPage } from './page-deep'
import type { Ratings } from './ratings'

/** Systems of the study that no verdict is about yet, in its order. */
export function unjudgedSystems(
  { systems }: Pick<DeepPage['study'], 'systems'>,
  { components }: Pick<Ratings, 'components'>,
): string[] {
  const judged = new Set(components.flat())
  return systems.filter((name) => !judged.has(name))
}
