import type { ExportedJudgment } from './exported-judgment'
import { GrowingColumn, NameTable } from './growing-columns'
import type { JudgmentColumns } from './judgment-columns'

/** `names`: the annotators' in the file, which tell people of the same code in two studies apart. */
type Columns = Omit<JudgmentColumns, 'checks' | 'recorded' | 'leftOut' | 'noVerdicts' | 'explored'> & {
  names: string[]
}

const COLUMNS = [
  'question',
  'item',
  'annotator',
  'a',
  'b',
  'sign',
  'left',
  'time',
  'lengthA',
  'lengthB',
  'repeat',
  'at',
  'slot',
  'explored',
] as const

/** One name for what is named within a study; no two studies share it. Sorts by study. */
export function nameInStudy(study: string, name: string): string {
  return `${study}\u0000${name}`
}

/** Judgments as numbers, by names in the order in which they came; `finish` sorts names and rows and turns each pair. */
export class KeptRows {
  private readonly columns = Object.fromEntries(COLUMNS.map((name) => [name, new GrowingColumn()])) as Record<
    (typeof COLUMNS)[number],
    GrowingColumn
  >
  private readonly questions = new NameTable()
  private readonly systems = new NameTable()
  private readonly groups = new NameTable()
  private readonly prompts = new NameTable()
  private readonly annotators = new NameTable()
  private readonly items = new NameTable()
  private readonly itemFacts: JudgmentColumns['items'] = []
  private readonly people: (Omit<JudgmentColumns['annotators'][number], 'code'> & { code: string; title: string })[] =
    []
  private readonly families = new Map<string, string>()
  private margin: number | null = null
  private planned = true
  private readonly seeds = new Map<string, number>()
  private readonly focal = new Set<string>()
  private readonly tieOffered = new Map<string, boolean>()

  add(row: ExportedJudgment, annotator: string, item: string): void {
    const { study, promptId, modelA, modelB, focal, leftIsA } = row
    const prompt = this.prompts.number(nameInStudy(study, promptId ?? ''))
    const itemNumber = this.items.number(nameInStudy(study, item))
    const person = this.annotators.number(nameInStudy(study, annotator))
    const { shared, title, simulated, by } = row
    const model = by.isModel ? (by.model ?? row.group) : null
    if (by.familyA !== null) this.families.set(modelA, by.familyA)
    if (by.familyB !== null) this.families.set(modelB, by.familyB)
    this.margin ??= by.margin
    if (row.slot === null) this.planned = false
    this.itemFacts[itemNumber] ??= { name: promptId ?? item, prompt, item, shared }
    const exploratory = row.leftOut === 'exploratory'
    this.people[person] ??= {
      code: annotator,
      title,
      group: this.groups.number(row.group),
      simulated,
      model,
      exploratory,
    }
    this.seeds.set(study, row.seed)
    if (row.tieOffered !== null)
      this.tieOffered.set(row.criterion, row.tieOffered || this.tieOffered.get(row.criterion) === true)
    if (focal !== null) this.focal.add(focal === 'a' ? modelA : modelB)
    const { columns } = this
    columns.question.push(this.questions.number(row.criterion))
    columns.item.push(itemNumber)
    columns.annotator.push(person)
    columns.a.push(this.systems.number(modelA))
    columns.b.push(this.systems.number(modelB))
    columns.sign.push(Math.sign(row.score))
    columns.left.push(leftIsA === null ? -1 : leftIsA ? 1 : 0)
    columns.time.push(row.milliseconds ?? Number.NaN)
    columns.lengthA.push(row.lengthA ?? Number.NaN)
    columns.lengthB.push(row.lengthB ?? Number.NaN)
    columns.repeat.push(row.repeat > 0 ? 1 : 0)
    columns.at.push(row.at ?? Number.NaN)
    columns.slot.push(row.slot ?? 0)
    columns.explored.push(exploratory ? 1 : 0)
  }

  /** Whether there is a row of a model that joined once the study was closed. */
  get isExplored(): boolean {
    return this.people.some(({ exploratory }) => exploratory)
  }

  /** Whether they are of several studies. */
  get isOfSeveral(): boolean {
    return this.seeds.size > 1
  }

  /**
   * The rows that answer one question.
   * @param explored whether those of models that joined once the study was closed are among them
   */
  finish(question: string, explored = false): Columns {
    const rows = this.rowsOf(question, explored)
    const { columns, itemFacts, people } = this
    const used = (table: NameTable, numberOf: (r: number) => number, also?: (r: number) => number) => {
      const marks = new Uint8Array(table.size)
      for (const r of rows) {
        marks[numberOf(r)] = 1
        if (also) marks[also(r)] = 1
      }
      return marks
    }
    const itemAt = (r: number) => itemFacts[columns.item.at(r)] as (typeof itemFacts)[number]
    const personAt = (r: number) => people[columns.annotator.at(r)] as (typeof people)[number]
    const [lead, ...more] = this.focal
    const focal = more.length === 0 ? lead : undefined
    const systems = this.systems.sort(
      used(
        this.systems,
        (r) => columns.a.at(r),
        (r) => columns.b.at(r),
      ),
      focal,
    )
    const groups = this.groups.sort(used(this.groups, (r) => personAt(r).group))
    const prompts = this.prompts.sort(used(this.prompts, (r) => itemAt(r).prompt))
    const annotators = this.annotators.sort(used(this.annotators, (r) => columns.annotator.at(r)))
    const items = this.items.sort(used(this.items, (r) => columns.item.at(r)))
    sortRows(rows, [
      (r) => columns.at.at(r),
      (r) => prompts.placeOf[itemAt(r).prompt] as number,
      (r) => systems.placeOf[columns.a.at(r)] as number,
      (r) => systems.placeOf[columns.b.at(r)] as number,
      (r) => columns.repeat.at(r),
      (r) => columns.slot.at(r),
      (r) => annotators.placeOf[columns.annotator.at(r)] as number,
    ])
    const studies = [...this.seeds].sort(([one], [other]) => (one < other ? -1 : 1))
    return {
      seed: studies[0]?.[1] ?? 0,
      focal: focal ?? null,
      tieOffered: this.tieOffered.get(question) ?? null,
      names: annotators.names,
      systems: systems.names,
      groups: groups.names,
      prompts: prompts.names,
      items: items.numbers.map((number) => {
        const facts = itemFacts[number] as (typeof itemFacts)[number]
        return { ...facts, prompt: prompts.placeOf[facts.prompt] as number }
      }),
      annotators: annotators.numbers.map((number) => {
        const { code, title, group, ...person } = people[number] as (typeof people)[number]
        const name = this.isOfSeveral ? `${code} (${title})` : code
        return { code: name, group: groups.placeOf[group] as number, ...person }
      }),
      families: systems.names.map((name) => this.families.get(name) ?? null),
      ...{ margin: this.margin, planned: this.planned },
      rows: this.turnedRows(rows, systems.placeOf, items.placeOf, annotators.placeOf),
    }
  }

  private rowsOf(question: string, explored: boolean): Int32Array {
    const { columns } = this
    const number = this.questions.has(question) ? this.questions.number(question) : -1
    const rows = new Int32Array(columns.item.length)
    let n = 0
    for (let r = 0; r < rows.length; r++)
      if (columns.question.at(r) === number && (explored || columns.explored.at(r) === 0)) rows[n++] = r
    return rows.subarray(0, n)
  }

  /** Seen from the system that comes first, whichever was arm A. */
  private turnedRows(
    rows: Int32Array,
    system: Int32Array,
    item: Int32Array,
    annotator: Int32Array,
  ): JudgmentColumns['rows'] {
    const { columns } = this
    const n = rows.length
    const turned: JudgmentColumns['rows'] = {
      item: new Int32Array(n),
      annotator: new Int32Array(n),
      first: new Int32Array(n),
      second: new Int32Array(n),
      category: new Int8Array(n),
      left: new Int8Array(n),
      time: new Float64Array(n),
      firstLength: new Float64Array(n),
      secondLength: new Float64Array(n),
      repeat: new Int8Array(n),
    }
    for (let k = 0; k < n; k++) {
      const r = rows[k] as number
      const [a, b] = [system[columns.a.at(r)] as number, system[columns.b.at(r)] as number]
      const isForward = a < b
      const side = columns.left.at(r)
      turned.item[k] = item[columns.item.at(r)] as number
      turned.annotator[k] = annotator[columns.annotator.at(r)] as number
      turned.first[k] = isForward ? a : b
      turned.second[k] = isForward ? b : a
      turned.category[k] = 1 - columns.sign.at(r) * (isForward ? 1 : -1)
      turned.left[k] = side === -1 ? -1 : (side === 1) === isForward ? 1 : 0
      turned.time[k] = columns.time.at(r)
      turned.firstLength[k] = (isForward ? columns.lengthA : columns.lengthB).at(r)
      turned.secondLength[k] = (isForward ? columns.lengthB : columns.lengthA).at(r)
      turned.repeat[k] = columns.repeat.at(r)
    }
    return turned
  }
}

/** Sorts rows by these numbers, the first before the second; leaves them as they are where not all have the first. */
export function sortRows(rows: Int32Array, by: readonly ((r: number) => number)[]): void {
  const compare = (one: number, other: number) => {
    for (const key of by) {
      const difference = key(one) - key(other)
      if (difference !== 0) return difference
    }
    return 0
  }
  const [first] = by
  if (!first || rows.some((r) => Number.isNaN(first(r)))) return
  if (rows.some((r, index) => index > 0 && compare(rows[index - 1] as number, r) > 0)) rows.sort(compare)
}
