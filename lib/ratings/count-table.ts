import type { RatingTable } from './rating-table'

/** How often each option was given, by system and prompt: `counts[system][prompt][option]`. */
export type SystemCounts = number[][][]

/** Counts all ratings, or those that are kept, by system and prompt. */
export function countTable(table: RatingTable, keep: (row: number) => boolean = () => true): SystemCounts {
  const counts = table.systems.map(() => table.prompts.map(() => table.options.map(() => 0)))
  for (let row = 0; row < table.system.length; row++) {
    if (!keep(row)) continue
    const own = counts[table.system[row] as number]?.[table.prompt[row] as number] as number[]
    const option = table.option[row] as number
    own[option] = (own[option] as number) + 1
  }
  return counts
}
