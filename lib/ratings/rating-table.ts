import type { NoVerdicts } from '@/lib/records/judgment-columns'
import type { RepeatedRating } from './repeats'

/** An option of the question: what its code is worth. */
export type RatedOption = { code: string; score: number }

/**
 * The ratings of a study that count, as columns: row k is that annotator `annotator[k]` gave option `option[k]` to turn
 * `turn[k]` (0: the whole) of sample `sample[k]` of the response by `system[k]` to `prompt[k]`; all but sample and turn are
 * numbers from 0 into the lists beside them. Rows are in the order in which they were given. Options go from the worst to
 * the best.
 */
export type RatingTable = {
  seed: number
  systems: string[]
  /** Names of the groups that annotators are in. */
  groups: string[]
  prompts: { id: string; category: string | null; tags: string[] }[]
  /** A code is empty where nobody is named, as in published counts. */
  /** `model` is null of people; of a model its name, or its group's where the file does not tell. */
  annotators: { code: string; group: string; simulated: boolean; model: string | null; exploratory: boolean }[]
  /** How far from people's agreement a model's may lie to pass for equal; null where the file does not say. */
  margin: number | null
  /** Of models, what was asked and not answered with a rating. */
  noVerdicts: NoVerdicts[]
  /** The same with models that joined once the study was closed; null where there are none. */
  explored: Omit<RatingTable, 'explored'> | null
  options: RatedOption[]
  /** Planned repeats, which are no rows. */
  repeated: RepeatedRating[]
  system: Int32Array
  prompt: Int32Array
  sample: Int32Array
  annotator: Int32Array
  option: Int32Array
  turn: Int32Array
  /** Answers on record, and how many of them do not count, by reason. */
  recorded: number
  leftOut: Record<string, number>
}

const COLUMNS = ['system', 'prompt', 'sample', 'annotator', 'option', 'turn'] as const

/** The ratings of one group alone, of the same systems, prompts and annotators; all of them for null. */
export function ofGroup(table: RatingTable, group: string | null): RatingTable {
  if (group === null) return table
  const isOf = table.annotators.map((annotator) => annotator.group === group)
  const rows = table.annotator.map((who, row) => (isOf[who] ? row : -1)).filter((row) => row >= 0)
  const columns = COLUMNS.map((name) => [name, rows.map((row) => table[name][row] as number)])
  return { ...table, ...Object.fromEntries(columns) }
}
