import { assembleRates, type Rates } from '@/lib/rates/assemble-rates'
import { type CountingRule, countsRepeats } from '@/lib/rates/counting-rule'
import { type Findings, findFindings } from '@/lib/rates/findings'
import type { ModelAnswers } from '@/lib/rates/model-answers'
import type { ReportDesign } from '@/lib/rates/pair-systems'
import { assembleSides, type SideRate } from '@/lib/rates/position'
import { type AnswerCounts, countAnswers } from './count-answers'
import { ModelAnswerCounter } from './count-model-answers'
import { StrataCounter } from './count-strata'
import { type ExportedJudgment, SET_ASIDE } from './exported-judgment'

/** The numbers of the results page. `recorded` = `used` + all of `leftOut`. */
export type Recomputed = Rates & {
  studies: { title: string; origins: string[] }[]
  rule: CountingRule
  criterion: string
  sides: SideRate[]
  /** Judgments that count whose side is not known: they tell nothing of position. */
  sideless: number
  findings: Findings[]
  recorded: number
  used: number
  counted: number
  leftOut: Record<string, number>
  answers: AnswerCounts
  /** What models did beside their verdicts, by group and pair. */
  modelAnswers: ModelAnswers[]
}

type Options = { rule?: CountingRule; criterion?: string }

/**
 * Counts an export's judgments, and gives the results page's numbers. Nothing is rounded. The question is the study's
 * first unless another is named; for that, the file's `left_out` says `criterion` where nothing else speaks against it.
 */
export class Recomputation {
  private readonly seen = new Seen()
  private readonly counter: StrataCounter
  private readonly answers = countAnswers()
  private readonly modelAnswers = new ModelAnswerCounter()
  private readonly rule: CountingRule
  private readonly criterion: string | undefined
  /** Repeats, which count for the question alone, until it is known. */
  private waiting: ExportedJudgment[] = []

  constructor({ rule = 'all', criterion }: Options = {}) {
    this.rule = rule
    this.criterion = criterion
    this.counter = new StrataCounter(rule)
  }

  add(judgment: ExportedJudgment): void {
    this.answers.add(judgment)
    this.modelAnswers.add(judgment, reasonFor(judgment, this.criterion))
    if (judgment.leftOut === SET_ASIDE) return
    this.seen.add(judgment)
    // What a model is asked again is asked in the same order: no rule counts it.
    const isSecond = judgment.leftOut === 'repeat' && judgment.by.model === null
    if (isSecond && countsRepeats(this.rule)) this.waiting.push(judgment)
    else this.counter.add(judgment, reasonFor(judgment, this.criterion))
  }

  finish(): Recomputed {
    const criterion = this.criterion ?? this.seen.question
    for (const repeat of this.waiting) this.counter.add(repeat, repeat.criterion === criterion ? null : 'criterion')
    this.waiting = []
    const strata = this.counter.finish()
    const design = this.seen.design()
    const rates = assembleRates(strata, design)
    return {
      ...rates,
      studies: this.seen.studies(),
      rule: this.rule,
      criterion,
      sides: assembleSides(strata.sides, design.groups),
      sideless: strata.sideless,
      findings: findFindings(rates.rows, rates.method),
      recorded: strata.recorded,
      used: strata.used,
      counted: rates.rows.reduce((sum, { n }) => sum + n, 0),
      leftOut: strata.leftOut,
      answers: this.answers.counts,
      modelAnswers: this.modelAnswers.finish(),
    }
  }
}

/** `Recomputation` of all judgments that come. */
export async function recompute(judgments: AsyncIterable<ExportedJudgment>, options?: Options): Promise<Recomputed> {
  const computation = new Recomputation(options)
  for await (const judgment of judgments) computation.add(judgment)
  return computation.finish()
}

/** Why a row does not count for the question: as the file says, unless it says it for another question. */
export function reasonFor({ leftOut, criterion }: ExportedJudgment, chosen?: string): string | null {
  if (chosen === undefined) return leftOut
  if (leftOut !== null && leftOut !== 'criterion') return leftOut
  return criterion === chosen ? null : 'criterion'
}

/** What a file's rows tell of their study: its systems, groups and focal system, by name. */
class Seen {
  private readonly origins = new Map<string, Set<string>>()
  private readonly systems = new Set<string>()
  private readonly groups = new Set<string>()
  private readonly focal = new Set<string | null>()
  question = ''

  add({ title, origin, modelA, modelB, focal, group, criterion, leftOut }: ExportedJudgment): void {
    this.origins.set(title, (this.origins.get(title) ?? new Set()).add(origin))
    if (leftOut === 'single') return
    this.systems.add(modelA).add(modelB)
    this.groups.add(group)
    this.focal.add(focal === 'a' ? modelA : focal === 'b' ? modelB : null)
    if (leftOut === null) this.question = criterion
  }

  design(): ReportDesign {
    const [focal = null, ...more] = [...this.focal].filter((name) => name !== null)
    return {
      pairing: 'LISTED',
      systems: [...this.systems].sort(),
      focal: more.length === 0 ? focal : null,
      groups: [...this.groups].sort(),
    }
  }

  studies(): { title: string; origins: string[] }[] {
    const titles = [...this.origins].sort(([one], [other]) => (one < other ? -1 : 1))
    return titles.map(([title, origins]) => ({ title, origins: [...origins].sort() }))
  }
}
