import type { Strengths } from './strengths'

/** Systems of the study that no verdict is about yet, in its order. */
export function unjudgedSystems(
  { systems }: { systems: readonly string[] },
  { components }: Pick<Strengths, 'components'>,
): string[] {
  const judged = new Set(components.flat())
  return systems.filter((name) => !judged.has(name))
}
