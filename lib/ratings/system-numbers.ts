import { z } from 'zod'

const Numbers = z.record(z.string(), z.number())

/** What is known of systems in numbers, by name: training examples, parameters. What is no number is none. */
export function readNumbers(attributes: unknown): Record<string, number> {
  const read = Numbers.safeParse(attributes)
  return read.success ? read.data : {}
}

/** Names of numbers that two systems have or more: against one alone nothing can be drawn. */
export function numberNames(systems: readonly { attributes: unknown }[]): string[] {
  const counts = new Map<string, number>()
  for (const { attributes } of systems)
    for (const name of Object.keys(readNumbers(attributes))) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([name]) => name)
    .sort()
}
