import type { RatingTable } from './rating-table'

/** How often each option was given, by system and prompt: `counts[system][prompt][option]`. */
export type SystemCounts = (readonly number[])[][]

/** Counts ratings by system and prompt. Prompts that a system has no rating of share one row of zeros. */
export function countTable({ systems, prompts, options, system, prompt, option }: RatingTable): SystemCounts {
  const none = options.map(() => 0)
  const counts = systems.map(() => prompts.map(() => none))
  for (let row = 0; row < system.length; row++) {
    const own = counts[system[row] as number] as number[][]
    const [at, chosen] = [prompt[row] as number, option[row] as number]
    const known = own[at] as number[]
    const cells = known === none ? [...none] : known
    cells[chosen] = (cells[chosen] as number) + 1
    own[at] = cells
  }
  return counts
}
