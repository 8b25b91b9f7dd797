/** An option of the question: what its code is worth. */
export type RatedOption = { code: string; score: number }

/**
 * The ratings of a study that count, as columns: row k is that annotator `annotator[k]` gave option `option[k]` to turn
 * `turn[k]` (0: the whole) of the response by `system[k]` to `prompt[k]`, all numbers from 0 into the lists beside them, in
 * the order in which they were stored. Options go from the worst to the best.
 */
export type RatingTable = {
  systems: string[]
  prompts: { id: string; category: string | null }[]
  annotators: { code: string; group: string }[]
  options: RatedOption[]
  system: Int32Array
  prompt: Int32Array
  annotator: Int32Array
  option: Int32Array
  turn: Int32Array
  /** Rows of the file that do not count, by reason. */
  leftOut: Record<string, number>
}
