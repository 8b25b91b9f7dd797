/** What tells one answer from another, and whether it was changed later. */
type Answer = {
  item: unknown
  slot: unknown
  repeat: unknown
  criterion: unknown
  turn: unknown
  in_force: unknown
}

/**
 * Counts how often each answer was changed before. Rows come in their order, so that it is enough to remember those that
 * were changed: joined by the database, it could be a product of all rows with all.
 * @returns what gives the next row its number
 */
export function revisionCounter(): <Row extends Answer>(row: Row) => Row & { revision: number | null } {
  const changed = new Map<string, number>()
  return (row) => {
    const { item, slot, repeat, criterion, turn, in_force } = row
    if (criterion === null || slot === null) return { ...row, revision: null }
    const key = JSON.stringify([item, slot, repeat, criterion, turn])
    const revision = changed.get(key) ?? 0
    if (!in_force) changed.set(key, revision + 1)
    return { ...row, revision }
  }
}
