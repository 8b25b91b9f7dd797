import { AppError } from '@/lib/errors'
import { type ExportedJudgment, readScale, SET_ASIDE } from '@/lib/records/exported-judgment'
import { GrowingColumn, NameTable } from '@/lib/records/growing-columns'
import { nameInStudy, sortRows } from '@/lib/records/kept-rows'
import { NoVerdictCounter } from '@/lib/records/no-verdicts'
import { reasonFor } from '@/lib/records/recompute'
import type { RatingTable } from './rating-table'
import { RepeatGatherer } from './repeats'

const COLUMNS = ['system', 'prompt', 'sample', 'annotator', 'option', 'turn', 'at', 'slot', 'explored'] as const
type Column = (typeof COLUMNS)[number]

/** Whether a row of an export rates one response: it says so, or names no second system. */
export function isRating({ protocol, modelB, leftOut }: ExportedJudgment): boolean {
  return protocol === null ? modelB === '' && leftOut !== 'single' : protocol === 'rating'
}

/**
 * Gathers rows that rate responses into columns, names and rows in an order that does not depend on the file's where it
 * tells times. Files of other programs may not have the scale: then only options that occur are known, and an end of the
 * scale that nobody chose is not among them, which AC2 and weighted kappa depend on.
 */
export class RatingGatherer {
  private readonly columns = Object.fromEntries(COLUMNS.map((name) => [name, new GrowingColumn()])) as Record<
    Column,
    GrowingColumn
  >
  private readonly names = { systems: new NameTable(), prompts: new NameTable(), people: new NameTable() }
  private readonly prompts: RatingTable['prompts'] = []
  private readonly people: (RatingTable['annotators'][number] & { title: string })[] = []
  private readonly options = new Options()
  private readonly seeds = new Map<string, number>()
  private readonly noVerdicts = new NoVerdictCounter()
  private readonly leftOut: Record<string, number> = {}
  private readonly repeats = new RepeatGatherer()
  /** What counts, or is set beside what counts, for the question alone, until it is known. */
  private waiting: ExportedJudgment[] = []
  private question: string | undefined
  private margin: number | null = null
  private recorded = 0

  /** @param criterion the question; the study's first by default */
  constructor(private readonly criterion?: string) {}

  /** @throws AppError `file_unreadable` when one option has two scores, or two options have one */
  add(row: ExportedJudgment): void {
    if (row.annotator !== null) this.noVerdicts.add(row, row.annotator)
    if (row.leftOut === SET_ASIDE) return
    const reason = reasonFor(row, this.criterion)
    this.recorded++
    if (reason !== null) this.leftOut[reason] = (this.leftOut[reason] ?? 0) + 1
    if (reason === null) {
      this.question = row.criterion
      this.keep(row, false)
    } else if (reason === 'exploratory' || reason === 'repeat') this.waiting.push(row)
  }

  private keep(row: ExportedJudgment, exploratory: boolean): void {
    const { study, modelA, promptId, category, tags, annotator, group, simulated, title, scale, by } = row
    const { systems, prompts, people } = this.names
    // What names no prompt, as published counts do not, is a prompt of its own.
    const prompt = prompts.number(nameInStudy(study, promptId ?? `\u0000${this.columns.prompt.length}`))
    const person = people.number(nameInStudy(study, annotator ?? `\u0000${group}`))
    this.prompts[prompt] ??= { id: promptId ?? '', category, tags }
    const model = by.isModel ? (by.model ?? group) : null
    this.people[person] ??= { code: annotator ?? '', group, simulated, title, model, exploratory }
    this.margin ??= by.margin
    this.seeds.set(study, row.seed)
    if (scale !== null) this.options.learn(scale)
    const { columns } = this
    const [system, turn] = [systems.number(modelA), row.turn ?? 0]
    const option = this.options.number(row.verdict ?? String(row.score), row.score)
    if (row.repeat > 0) {
      const key = [person, prompt, system, row.sample, turn].join('/')
      this.repeats.add(key, { annotator: person, option, exploratory })
      return
    }
    columns.system.push(system)
    columns.prompt.push(prompt)
    columns.sample.push(row.sample)
    columns.annotator.push(person)
    columns.option.push(option)
    columns.turn.push(turn)
    columns.at.push(row.at ?? Number.NaN)
    columns.slot.push(row.slot ?? 0)
    columns.explored.push(exploratory ? 1 : 0)
  }

  /** Whether no row came, counted or not. */
  get isEmpty(): boolean {
    return this.recorded === 0
  }

  finish(): RatingTable {
    const question = this.criterion ?? this.question ?? this.waiting[0]?.criterion
    for (const row of this.waiting) if (row.criterion === question) this.keep(row, row.leftOut === 'exploratory')
    this.waiting = []
    const isExplored = this.people.some(({ exploratory }) => exploratory) || this.noVerdicts.isExplored
    return { ...this.table(false), explored: isExplored ? this.table(true) : null }
  }

  /** @param explored whether ratings by models that joined once the study was closed are among them */
  private table(explored: boolean): Omit<RatingTable, 'explored'> {
    const { names, columns, recorded, leftOut } = this
    const rows = this.rowsOf(explored)
    const used = (table: NameTable, name: Column) => {
      const marks = new Uint8Array(table.size)
      for (const row of rows) marks[columns[name].at(row)] = 1
      return table.sort(marks)
    }
    const [systems, prompts] = [used(names.systems, 'system'), used(names.prompts, 'prompt')]
    const people = used(names.people, 'annotator')
    const options = this.options.finish()
    const placed = {
      system: systems.placeOf,
      prompt: prompts.placeOf,
      annotator: people.placeOf,
      option: options.placeOf,
    }
    const at = (name: Column, row: number) => {
      const value = columns[name].at(row)
      return name in placed ? (placed[name as keyof typeof placed][value] as number) : value
    }
    const order: Column[] = ['at', 'prompt', 'system', 'sample', 'slot', 'annotator', 'turn']
    sortRows(
      rows,
      order.map((name) => (row: number) => at(name, row)),
    )
    const column = (name: Column) => rows.map((row) => at(name, row))
    const studies = [...this.seeds].sort(([one], [other]) => (one < other ? -1 : 1))
    const isOfSeveral = studies.length > 1
    const annotators = people.numbers.map((number) => {
      const { title, ...person } = this.people[number] as (typeof this.people)[number]
      return isOfSeveral && person.code !== '' ? { ...person, code: `${person.code} (${title})` } : person
    })
    return {
      seed: studies[0]?.[1] ?? 0,
      systems: systems.names,
      groups: [...new Set(annotators.map(({ group }) => group))].sort(),
      prompts: prompts.numbers.map((number) => this.prompts[number] as RatingTable['prompts'][number]),
      annotators,
      options: options.list,
      repeated: this.repeats.finish(this.firstOptions(rows), explored).flatMap(({ annotator, first, again }) => {
        const place = people.placeOf[annotator]
        return place === undefined || place < 0
          ? []
          : [{ annotator: place, first: options.placeOf[first] as number, again: options.placeOf[again] as number }]
      }),
      ...{ system: column('system'), prompt: column('prompt'), sample: column('sample') },
      ...{ annotator: column('annotator'), option: column('option'), turn: column('turn') },
      ...{ recorded, leftOut, margin: this.margin, noVerdicts: this.noVerdicts.finish(explored, isOfSeveral) },
    }
  }

  /** Of the ratings that were given again, by annotator, response and turn, what was given first. */
  private firstOptions(rows: Int32Array): Map<string, number> {
    const isAwaited = this.repeats.isAwaited()
    const { annotator, prompt, system, sample, turn, option } = this.columns
    const found = new Map<string, number>()
    for (const row of rows) {
      const key = [annotator, prompt, system, sample, turn].map((column) => column.at(row)).join('/')
      if (isAwaited(key) && !found.has(key)) found.set(key, option.at(row))
    }
    return found
  }

  private rowsOf(explored: boolean): Int32Array {
    const { explored: marks, system } = this.columns
    const rows = Int32Array.from({ length: system.length }, (_, row) => row)
    return explored ? rows : rows.filter((row) => marks.at(row) === 0)
  }
}

/** The options of one question, numbered as they are met. */
class Options {
  private readonly known = new Map<string, { number: number; score: number }>()
  private scale = ''

  /** All options of a scale, whether or not somebody chooses them. */
  learn(scale: string): void {
    if (scale === this.scale) return
    this.scale = scale
    for (const [code, score] of readScale(scale)) this.number(code, score)
  }

  number(code: string, score: number): number {
    const known = this.known.get(code)
    if (known && known.score !== score) throw contradiction(`${code} has the scores ${known.score} and ${score}`)
    if (known) return known.number
    for (const [other, one] of this.known)
      if (one.score === score) throw contradiction(`${other} and ${code} both have the score ${score}`)
    this.known.set(code, { number: this.known.size, score })
    return this.known.size - 1
  }

  /** From the worst to the best, and the place of each number. */
  finish() {
    const options = [...this.known].sort(([, a], [, b]) => a.score - b.score)
    const placeOf = new Int32Array(options.length)
    for (const [place, [, { number }]] of options.entries()) placeOf[number] = place
    return { list: options.map(([code, { score }]) => ({ code, score })), placeOf }
  }
}

function contradiction(what: string): AppError {
  const message = `Two lines contradict each other: ${what}. Choose one question with --criterion, or correct the file.`
  return new AppError('file_unreadable', { message })
}
