import type { ExportedJudgment } from '../read-export'
import { GrowingColumn, NameTable } from './growing-columns'
import type { DeepInput } from './input'

type Columns = Omit<DeepInput, 'seed' | 'checks' | 'recorded' | 'leftOut'>

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
] as const

/** Judgments as numbers, by names in the order in which they came; `finish` sorts the names and turns each pair. */
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
  private readonly itemFacts: DeepInput['items'] = []
  private readonly people: { group: number; simulated: boolean }[] = []
  private lead: string | undefined

  add(row: ExportedJudgment, annotator: string, item: number): void {
    const { study, promptId, modelA, modelB, focal, leftIsA } = row
    const prompt = this.prompts.number(`${study}/${promptId}`)
    const itemNumber = this.items.number(`${study}/${item}`)
    const person = this.annotators.number(annotator)
    this.itemFacts[itemNumber] = { name: promptId ?? String(item), prompt, number: item, shared: row.shared }
    this.people[person] = { group: this.groups.number(row.group), simulated: row.simulated }
    if (focal !== null) this.lead ??= focal === 'a' ? modelA : modelB
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
  }

  /** The rows that answer one question. */
  finish(question: string): Columns {
    const rows = this.rowsOf(question)
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
    const systems = this.systems.sort(
      used(
        this.systems,
        (r) => columns.a.at(r),
        (r) => columns.b.at(r),
      ),
      this.lead,
    )
    const groups = this.groups.sort(used(this.groups, (r) => personAt(r).group))
    const prompts = this.prompts.sort(used(this.prompts, (r) => itemAt(r).prompt))
    const annotators = this.annotators.sort(used(this.annotators, (r) => columns.annotator.at(r)))
    const items = this.items.sort(used(this.items, (r) => columns.item.at(r)))
    return {
      focal: this.lead ?? null,
      systems: systems.names,
      groups: groups.names,
      prompts: prompts.names,
      items: items.numbers.map((number) => {
        const facts = itemFacts[number] as (typeof itemFacts)[number]
        return { ...facts, prompt: prompts.placeOf[facts.prompt] as number }
      }),
      annotators: annotators.names.map((code, place) => {
        const { group, simulated } = people[annotators.numbers[place] as number] as (typeof people)[number]
        return { code, group: groups.placeOf[group] as number, simulated }
      }),
      rows: this.turnedRows(rows, systems.placeOf, items.placeOf, annotators.placeOf),
    }
  }

  private rowsOf(question: string): Int32Array {
    const { columns } = this
    const number = this.questions.has(question) ? this.questions.number(question) : -1
    const rows = new Int32Array(columns.item.length)
    let n = 0
    for (let r = 0; r < rows.length; r++) if (columns.question.at(r) === number) rows[n++] = r
    return rows.subarray(0, n)
  }

  /** Seen from the system that comes first, whichever was arm A. */
  private turnedRows(rows: Int32Array, system: Int32Array, item: Int32Array, annotator: Int32Array): DeepInput['rows'] {
    const { columns } = this
    const n = rows.length
    const turned: DeepInput['rows'] = {
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
