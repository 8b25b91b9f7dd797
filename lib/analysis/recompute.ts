import { assembleRates, type Rates } from './assemble-rates'
import { type AnswerCounts, countAnswers } from './count-answers'
import { StrataCounter } from './count-strata'
import type { CountingRule } from './counting-rule'
import { type Findings, findFindings } from './findings'
import type { ReportDesign } from './pair-systems'
import { assembleSides, type SideRate } from './position'
import { type ExportedJudgment, SET_ASIDE } from './read-export'

/** The numbers of the results page. `recorded` = `used` + all of `leftOut`. */
export type Recomputed = Rates & {
  studies: { title: string; origins: string[] }[]
  rule: CountingRule
  criterion: string
  sides: SideRate[]
  findings: Findings[]
  recorded: number
  used: number
  counted: number
  leftOut: Record<string, number>
  answers: AnswerCounts
}

/**
 * Counts an export's judgments, and gives the results page's numbers. Nothing is rounded. The question is the study's
 * first unless another is named; for that, the file's `left_out` says `criterion` where nothing else speaks against it.
 */
export async function recompute(
  judgments: AsyncIterable<ExportedJudgment>,
  { rule = 'all', criterion }: { rule?: CountingRule; criterion?: string } = {},
): Promise<Recomputed> {
  const seen = new Seen()
  const counter = new StrataCounter(rule)
  const answers = countAnswers()
  for await (const judgment of judgments) {
    answers.add(judgment)
    if (judgment.leftOut === SET_ASIDE) continue
    seen.add(judgment)
    counter.add(judgment, reasonFor(judgment, criterion))
  }
  const strata = counter.finish()
  const design = seen.design()
  const rates = assembleRates(strata, design)
  return {
    ...rates,
    studies: seen.studies(),
    rule,
    criterion: criterion ?? seen.question,
    sides: assembleSides(strata.sides, design.groups),
    findings: findFindings(rates.rows, rates.method),
    recorded: strata.recorded,
    used: strata.used,
    counted: rates.rows.reduce((sum, { n }) => sum + n, 0),
    leftOut: strata.leftOut,
    answers: answers.counts,
  }
}

/** Why a row does not count for the question: as the file says, unless it says it for another question. */
export function reasonFor({ leftOut, criterion }: ExportedJudgment, chosen?: string): string | null {
  if (chosen === undefined) return leftOut
  if (leftOut !== null && leftOut !== 'criterion') return leftOut
  return criterion === chosen ? null : 'criterion'
}

/** What a file's rows tell of their study: its systems, groups and focal system, by name. */
export class Seen {
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
    return [...this.origins].map(([title, origins]) => ({ title, origins: [...origins].sort() }))
  }
}
