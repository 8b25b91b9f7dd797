/**
 * What hangs on something that somebody made, told before it gets another name, is put away or deleted. Parts are counts
 * with their noun, “12 items”; reasons are sentences that say what to do instead.
 */
export type Dependants = {
  name: string
  isArchived: boolean
  /** Deleted with it. */
  goes: string[]
  /** Stays as it is, though it came of it or tells of it. */
  stays: string[]
  /** Why something cannot be done with it; null where it can. */
  keeps: { rename: string | null; archive: string | null; remove: string | null }
}
