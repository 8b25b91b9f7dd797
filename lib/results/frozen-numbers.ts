import { z } from 'zod'
import type { RateRow } from '@/lib/rates/rates'

/** A figure’s numbers as they were frozen: the rows of its CSV. */
export type FrozenFigure = { name: string; rows: Record<string, Cell>[] }
type Cell = string | number | boolean | null

/** Of which counts figure 1 was made. */
export type FrozenNumbers = {
  recorded: number
  counted: number
  figures: FrozenFigure[]
  /** Only figure 1 was frozen, as it was done at first. */
  firstOnly: boolean
}

const Row = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** What is kept since snapshots hold every figure. */
const Whole = z.object({
  version: z.literal(2),
  recorded: z.number(),
  counted: z.number(),
  figures: z.array(z.object({ name: z.string(), rows: z.array(Row) })),
})

/** What was kept before: figure 1 alone, as it was computed. */
const First = z.object({ rows: z.array(z.unknown()), recorded: z.number(), counted: z.number() })

/** Numbers to keep, in the form that `thawNumbers` reads. */
export function freezeNumbers(numbers: Omit<FrozenNumbers, 'firstOnly'>): z.input<typeof Whole> {
  return { version: 2, ...numbers }
}

/** Numbers as they were kept, by whichever version. */
export function thawNumbers(kept: unknown): FrozenNumbers {
  const whole = Whole.safeParse(kept)
  if (whole.success) return { ...whole.data, figures: whole.data.figures.map(named), firstOnly: false }
  const { rows, recorded, counted } = First.parse(kept)
  return {
    recorded,
    counted,
    firstOnly: true,
    figures: [{ name: 'figure-1', rows: (rows as RateRow[]).map(firstRow) }],
  }
}

/** A figure that was called otherwise when it was frozen, under the name and columns that it has now. */
function named({ name, rows }: FrozenFigure): FrozenFigure {
  if (name !== 'ratings') return { name, rows }
  const strengths = rows.map(({ rating, ...row }) => ({ ...row, strength: rating ?? null }))
  return { name: 'strengths', rows: strengths }
}

/** A row of figure 1 in the words of its CSV, as far as the first version kept it. */
function firstRow({ group, reference, other, n, prompts, simulated, wins, ties, losses, ...rest }: RateRow): Row {
  const shares = { win: rest.win, tie: rest.tie, loss: rest.loss, win_or_tie: rest.winOrTie, decided: rest.decided }
  const cells = Object.entries(shares).flatMap(([name, share]) => [
    [`${name}_share`, share?.share ?? null],
    [`${name}_lower`, share?.interval[0] ?? null],
    [`${name}_upper`, share?.interval[1] ?? null],
  ])
  return {
    ...{ group, system: reference, against: other, n, prompts, simulated, wins, ties, losses },
    ...Object.fromEntries(cells),
    ...{ p: n === 0 ? null : rest.test.p, p_holm: n === 0 ? null : rest.test.holm },
  }
}

type Row = z.infer<typeof Row>

/** A number that is another now, or is there no longer, or was not there. */
export type Change = { row: string; column: string; before: Cell | undefined; after: Cell | undefined }

/** How a figure’s numbers stand to those of now. */
export type Comparison = { name: string; numbers: number; changes: Change[] }

/** Compares number by number. Rows are the same when all that they say in words is. */
export function compareNumbers(frozen: readonly FrozenFigure[], now: readonly FrozenFigure[]): Comparison[] {
  return frozen.map(({ name, rows }) => {
    const present = now.filter((figure) => figure.name === name).flatMap((figure) => figure.rows)
    // What the older version did not keep is no change.
    const columns = new Set(rows.flatMap(Object.keys))
    const [then, later] = [byName(rows, columns), byName(present, columns)]
    const names = [...new Set([...then.keys(), ...later.keys()])]
    const numbers = [...then.values()].reduce((sum, cells) => sum + cells.size, 0)
    return { name, numbers, changes: names.flatMap((row) => changesOf(row, then.get(row), later.get(row))) }
  })
}

type Numbers = Map<string, Cell>

/** The numbers of each row under its name; of rows of one name, the second and later are numbered. */
function byName(rows: readonly Row[], columns: ReadonlySet<string>): Map<string, Numbers> {
  const found = new Map<string, Numbers>()
  for (const row of rows) {
    const name = rowName(row)
    let [key, times] = [name, 1]
    while (found.has(key)) key = `${name} (${++times})`
    const cells = Object.entries(row).filter(([column]) => columns.has(column) && !isWords(column))
    found.set(key, new Map(cells))
  }
  return found
}

/** Columns that say what a row is about; all others are numbers, or the absence of one. */
const NAMES = [
  ...['set', 'group', 'other_group', 'annotator', 'system', 'against', 'model', 'category', 'tag', 'turn', 'what'],
  ...['orders', 'person', 'epsilon'],
]
/** The same in all rows, or about how they were made. */
const ASIDE = ['study', 'study_id', 'origin', 'simulation', 'rule', 'question', 'method', 'test', 'published_by']

const isWords = (column: string) => NAMES.includes(column) || ASIDE.includes(column)

function rowName(row: Row): string {
  return NAMES.flatMap((column) => (row[column] ? [String(row[column])] : [])).join(', ')
}

function changesOf(row: string, frozen: Numbers | undefined, now: Numbers | undefined): Change[] {
  // In the order of the file: what is kept has lost it.
  const columns = [...new Set([...(now?.keys() ?? []), ...(frozen?.keys() ?? [])])]
  return columns.flatMap((column) => {
    const [before, after] = [frozen?.get(column), now?.get(column)]
    return isSame(before, after) ? [] : [{ row, column, before, after }]
  })
}

/** What a sum comes to in its last digits depends on the order of its parts, which may be another in a later release. */
const LAST_DIGITS = 1e-12

function isSame(before: Cell | undefined, after: Cell | undefined): boolean {
  if (typeof before !== 'number' || typeof after !== 'number') return before === after
  return Math.abs(before - after) <= LAST_DIGITS * Math.max(Math.abs(before), Math.abs(after))
}
