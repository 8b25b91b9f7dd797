import type { ExportedJudgment } from '../read-export'
import { reasonFor } from '../recompute'

/**
 * Judgments as columns, for statistics that need more than counts. Names are sorted, so that the same judgments give the
 * same numbers to the last digit, wherever they were read. `first` is the focal system, or the one whose name comes first.
 */
export type DeepInput = {
  seed: number
  systems: string[]
  groups: string[]
  prompts: string[]
  items: { name: string; prompt: number; number: number }[]
  annotators: { code: string; group: number; simulated: boolean }[]
  /** One entry a judgment, in the order in which they were given. */
  rows: {
    item: Int32Array
    annotator: Int32Array
    first: Int32Array
    second: Int32Array
    /** 0 first better, 1 tie, 2 second better */
    category: Int8Array
    /** 1 when the first system stood left, 0 when right, −1 when that is not known */
    left: Int8Array
    /** Milliseconds and characters; NaN when not known. */
    time: Float64Array
    firstLength: Float64Array
    secondLength: Float64Array
    /** 1 for the planned repeats of an item, which count for self-consistency only */
    repeat: Int8Array
  }
  /** Judgments of check and gold items by annotator: how many, and how many missed the known verdict. */
  checks: { annotator: number; judged: number; missed: number }[]
}

type Kept = ExportedJudgment & { annotator: string; item: number }

/**
 * Gathers rows in the order of an export into columns. Rows of published counts, which have no annotator, are passed over.
 * Planned repeats are kept for the chosen question alone; check and gold items are judged by the study's first, to which
 * their known verdict belongs.
 */
export async function gatherInput(
  judgments: AsyncIterable<ExportedJudgment> | Iterable<ExportedJudgment>,
  criterion?: string,
): Promise<DeepInput> {
  const kept: Kept[] = []
  const known: Kept[] = []
  let seed = 0
  let first: string | undefined
  for await (const row of judgments) {
    seed = row.seed
    const { annotator, item } = row
    if (annotator === null || item === null) continue
    if (row.leftOut === null) first = row.criterion
    const reason = reasonFor(row, criterion)
    if (reason === null || reason === 'repeat') kept.push({ ...row, annotator, item })
    else if (reason === 'check' || reason === 'gold') known.push({ ...row, annotator, item })
  }
  const question = criterion ?? first
  return toColumns(
    kept.filter((row) => row.criterion === question),
    countChecks(known.filter((row) => row.criterion === first)),
    seed,
  )
}

type Checked = { judged: number; missed: number }

/** An identical pair is missed by a preference, a gold item by any other verdict than the known one. */
function countChecks(rows: readonly Kept[]): Map<string, Checked> {
  const checks = new Map<string, Checked>()
  for (const { annotator, leftOut, score, verdict, expected } of rows) {
    const own = checks.get(annotator) ?? { judged: 0, missed: 0 }
    checks.set(annotator, own)
    own.judged++
    if (leftOut === 'check' ? score !== 0 : verdict !== expected) own.missed++
  }
  return checks
}

function toColumns(kept: Kept[], checks: Map<string, Checked>, seed: number): DeepInput {
  const promptOf = ({ study, promptId }: Kept) => `${study}/${promptId}`
  const itemOf = ({ study, item }: Kept) => `${study}/${item}`
  const focal = kept.find((row) => row.focal !== null)
  const lead = focal && (focal.focal === 'a' ? focal.modelA : focal.modelB)
  const systems = index(
    kept.flatMap(({ modelA, modelB }) => [modelA, modelB]),
    lead,
  )
  const groups = index(kept.map(({ group }) => group))
  const prompts = index(kept.map(promptOf))
  const annotators = index(kept.map(({ annotator }) => annotator))
  const items = index(kept.map(itemOf))
  const about = new Map(kept.map((row) => [itemOf(row), row]))
  const who = new Map(kept.map((row) => [row.annotator, row]))
  const forward = (row: Kept) => systems.of(row.modelA) < systems.of(row.modelB)
  const sign = (row: Kept) => Math.sign(row.score) * (forward(row) ? 1 : -1)
  const side = (row: Kept) => (row.leftIsA === null ? -1 : row.leftIsA === forward(row) ? 1 : 0)
  return {
    seed,
    systems: systems.names,
    groups: groups.names,
    prompts: prompts.names,
    items: items.names.map((name) => {
      const row = about.get(name) as Kept
      return { name: row.promptId ?? String(row.item), prompt: prompts.of(promptOf(row)), number: row.item }
    }),
    annotators: annotators.names.map((code) => {
      const { group, simulated } = who.get(code) as Kept
      return { code, group: groups.of(group), simulated }
    }),
    rows: {
      item: Int32Array.from(kept, (row) => items.of(itemOf(row))),
      annotator: Int32Array.from(kept, (row) => annotators.of(row.annotator)),
      first: Int32Array.from(kept, (row) => systems.of(forward(row) ? row.modelA : row.modelB)),
      second: Int32Array.from(kept, (row) => systems.of(forward(row) ? row.modelB : row.modelA)),
      category: Int8Array.from(kept, (row) => 1 - sign(row)),
      left: Int8Array.from(kept, side),
      time: Float64Array.from(kept, ({ milliseconds }) => milliseconds ?? Number.NaN),
      firstLength: Float64Array.from(kept, (row) => (forward(row) ? row.lengthA : row.lengthB) ?? Number.NaN),
      secondLength: Float64Array.from(kept, (row) => (forward(row) ? row.lengthB : row.lengthA) ?? Number.NaN),
      repeat: Int8Array.from(kept, ({ repeat }) => (repeat > 0 ? 1 : 0)),
    },
    checks: [...checks].flatMap(([code, counts]) =>
      annotators.has(code) ? [{ annotator: annotators.of(code), ...counts }] : [],
    ),
  }
}

/** Names in order, numbered; `lead` comes first. */
function index(values: readonly string[], lead?: string) {
  const sorted = [...new Set(values)].sort()
  const names = lead === undefined ? sorted : [lead, ...sorted.filter((name) => name !== lead)]
  const numbers = new Map(names.map((name, number) => [name, number]))
  return { names, has: (name: string) => numbers.has(name), of: (name: string) => numbers.get(name) as number }
}
