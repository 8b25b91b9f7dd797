import { AppError } from '@/lib/errors'
import { type ExportedJudgment, SET_ASIDE } from '@/lib/records/exported-judgment'
import { GrowingColumn, NameTable } from '@/lib/records/growing-columns'
import { reasonFor } from '@/lib/records/recompute'
import type { RatingTable } from './rating-table'

const COLUMNS = ['system', 'prompt', 'annotator', 'option', 'turn'] as const

/** Whether a row of an export rates one response: it names no second system. */
export function isRating({ modelB, leftOut }: ExportedJudgment): boolean {
  return modelB === '' && leftOut !== 'single'
}

/**
 * Gathers rows that rate responses into columns. Only the options that occur are known to a file: an end of the scale that
 * nobody chose is not among them, which AC2 and weighted kappa depend on.
 */
export class RatingGatherer {
  private readonly columns = Object.fromEntries(COLUMNS.map((name) => [name, new GrowingColumn()])) as Record<
    (typeof COLUMNS)[number],
    GrowingColumn
  >
  private readonly names = { systems: new NameTable(), prompts: new NameTable(), people: new NameTable() }
  private readonly prompts: RatingTable['prompts'] = []
  private readonly annotators: RatingTable['annotators'] = []
  private readonly options = new Map<string, { number: number; score: number }>()
  private readonly leftOut: Record<string, number> = {}
  private seen = 0

  /** @param criterion the question; the study's first by default */
  constructor(private readonly criterion?: string) {}

  /** @throws AppError `file_unreadable` when one option has two scores, or two options have one */
  add(row: ExportedJudgment): void {
    const { study, modelA, promptId, category, annotator, group, verdict, score, turn } = row
    const reason = row.leftOut === SET_ASIDE ? SET_ASIDE : reasonFor(row, this.criterion)
    this.seen++
    if (reason !== null) {
      this.leftOut[reason] = (this.leftOut[reason] ?? 0) + 1
      return
    }
    const { systems, prompts, people } = this.names
    const prompt = prompts.number(`${study}/${promptId ?? ''}`)
    const person = people.number(`${study}/${annotator ?? ''}`)
    this.prompts[prompt] ??= { id: promptId ?? '', category }
    this.annotators[person] ??= { code: annotator ?? '', group }
    this.columns.system.push(systems.number(modelA))
    this.columns.prompt.push(prompt)
    this.columns.annotator.push(person)
    this.columns.option.push(this.optionNumber(verdict ?? String(score), score))
    this.columns.turn.push(turn ?? 0)
  }

  /** Whether no row came, counted or not. */
  get isEmpty(): boolean {
    return this.seen === 0
  }

  finish(): RatingTable {
    const options = [...this.options].sort(([, a], [, b]) => a.score - b.score)
    const placeOf = new Int32Array(options.length)
    for (const [place, [, { number }]] of options.entries()) placeOf[number] = place
    const [systems, people] = [sorted(this.names.systems), sorted(this.names.people)]
    const column = (name: (typeof COLUMNS)[number], of = (value: number) => value) =>
      Int32Array.from({ length: this.columns.system.length }, (_, k) => of(this.columns[name].at(k)))
    return {
      systems: systems.names,
      prompts: this.prompts,
      annotators: people.numbers.map((number) => this.annotators[number] as RatingTable['annotators'][number]),
      options: options.map(([code, { score }]) => ({ code, score })),
      system: column('system', (number) => systems.placeOf[number] as number),
      prompt: column('prompt'),
      annotator: column('annotator', (number) => people.placeOf[number] as number),
      option: column('option', (number) => placeOf[number] as number),
      turn: column('turn'),
      leftOut: this.leftOut,
    }
  }

  private optionNumber(code: string, score: number): number {
    const known = this.options.get(code)
    if (known && known.score !== score) throw contradiction(`${code} has the scores ${known.score} and ${score}`)
    if (known) return known.number
    for (const [other, one] of this.options)
      if (one.score === score) throw contradiction(`${other} and ${code} both have the score ${score}`)
    this.options.set(code, { number: this.options.size, score })
    return this.options.size - 1
  }
}

function sorted(names: NameTable) {
  return names.sort(new Uint8Array(names.size).fill(1))
}

function contradiction(what: string): AppError {
  const message = `Two lines contradict each other: ${what}. Choose one question with --criterion, or correct the file.`
  return new AppError('file_unreadable', { message })
}
