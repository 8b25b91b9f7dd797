import type { ProgressCell } from './read-progress'

export type Filled = { done: number; wanted: number }
export type ProgressRow = { key: string; label: string; cells: (Filled | null)[] }

/** Progress as a table: a column for each group with slots of its own, and one for anybody's. */
export type ProgressTable = {
  columns: string[]
  rows: ProgressRow[]
  /** All but practice. */
  total: ProgressRow
  practice: ProgressRow | null
}

type Design = {
  focal: string | null
  pairs: readonly { position: number; a: string; b: string }[]
  /** The systems of a rating study; of a comparison none, which has its pairs. */
  rated: readonly { position: number; name: string }[]
  groups: readonly { id: string; name: string }[]
}

const SETS = [
  ['SHARED', 'Shared set'],
  ['REPEAT', 'Repeats'],
  ['CHECK', 'Check items'],
  ['GOLD', 'Gold items'],
] as const

/** Lays counted slots out as a table. Of a single group, what it keeps and what is anybody's are one column. */
export function layOutProgress(cells: readonly ProgressCell[], { focal, pairs, rated, groups }: Design): ProgressTable {
  const [only] = groups.length === 1 ? groups : []
  const columnOf = (cell: ProgressCell) => only?.id ?? cell.groupId
  const columns = [null, ...groups.map(({ id }) => id)].filter((id) => cells.some((cell) => columnOf(cell) === id))
  const row = (key: string, label: string, belongs: (cell: ProgressCell) => boolean): ProgressRow => ({
    key,
    label,
    cells: columns.map((id) => sumUp(cells.filter((cell) => columnOf(cell) === id && belongs(cell)))),
  })
  const ofPairs = pairs.map(({ position, a, b }) =>
    row(`pair ${position}`, a === focal ? b : `${a} – ${b}`, (cell) => cell.row === 'PAIR' && cell.pair === position),
  )
  const ofSystems = rated.map(({ position, name }) =>
    row(`system ${position}`, name, (cell) => cell.row === 'PAIR' && cell.pair === position),
  )
  const ofSets = SETS.map(([set, label]) => row(set, label, (cell) => cell.row === set))
  const practice = row('PRACTICE', 'Practice, not counted', (cell) => cell.row === 'PRACTICE')
  return {
    columns: columns.map((id) => groups.find((group) => group.id === id)?.name ?? 'Anybody'),
    rows: [...ofPairs, ...ofSystems, ...ofSets.filter(isFilled)],
    total: row('all', 'All', (cell) => cell.row !== 'PRACTICE'),
    practice: isFilled(practice) ? practice : null,
  }
}

/** What is in and what is wanted over all columns. */
export function addUp({ cells }: ProgressRow): Filled {
  const present = cells.filter((cell) => cell !== null)
  return {
    done: present.reduce((sum, { done }) => sum + done, 0),
    wanted: present.reduce((sum, { wanted }) => sum + wanted, 0),
  }
}

/** The same of what people judge: no person hurries a language model. */
export function addUpPeople(
  { total, columns }: ProgressTable,
  groups: readonly { name: string; kind: string }[],
): Filled {
  const models = new Set(groups.filter(({ kind }) => kind === 'LLM').map(({ name }) => name))
  return addUp({ ...total, cells: total.cells.filter((_, index) => !models.has(columns[index] ?? '')) })
}

function sumUp(cells: readonly ProgressCell[]): Filled | null {
  if (cells.length === 0) return null
  return addUp({ key: '', label: '', cells: [...cells] })
}

function isFilled({ cells }: ProgressRow): boolean {
  return cells.some((cell) => cell !== null)
}
