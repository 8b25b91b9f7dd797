import 'server-only'
import { anytimeRows } from '@/lib/analysis/anytime-rows'
import { readAnalysis, requirePresent } from '@/lib/analysis/read-analysis'
import type { Access } from '@/lib/auth/access'
import type { Preregistration } from '@/lib/designs/preregistration'
import { COUNTING_RULES } from '@/lib/rates/counting-rule'
import type { RateRow } from '@/lib/rates/rates'
import { TIE_POLICIES } from '@/lib/rates/tie-policy'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { valueOrNull } from '@/lib/stats/estimate'
import type { Interval } from '@/lib/stats/interval'
import type { Block } from './content'
import { hypothesisBlocks, type Measured, type MeasuredHypothesis, POINTS, SHARES } from './hypotheses'

type Hypothesis = Preregistration['hypotheses'][number]
type Results = Access<'study:results'>

/**
 * Each registered hypothesis beside its result, by the registered rule whatever else a report counts by; nothing where none is
 * registered.
 *
 * @throws AppError `conflict` while numbers of the present data are being computed
 */
export async function readHypotheses(
  access: Results,
  plan: Preregistration | null,
  questions: readonly string[],
): Promise<Block[]> {
  if (!plan) return []
  const measured: MeasuredHypothesis[] = []
  for (const [index, hypothesis] of plan.hypotheses.entries()) {
    const rows = plan.ties === null ? ratedRows(access, hypothesis, questions) : comparedRows(access, hypothesis, plan)
    measured.push({ hypothesis, isPrimary: index === plan.primary, rows: await rows })
  }
  const { margin, ties } = plan
  const scale = ties === null ? POINTS : SHARES
  return hypothesisBlocks(measured, { ...{ questions, margin, scale }, method: methodWords(plan) })
}

async function comparedRows(access: Results, hypothesis: Hypothesis, plan: Preregistration): Promise<Measured[]> {
  const { criterion } = hypothesis
  const result = await winTieLoss(access, { rule: plan.rule, criterion })
  if (isAnytime(plan)) {
    const rows = await anytimeRows(access, result, null)
    return rows.flatMap(({ group, prompts, score, interval, ...pair }) =>
      seenFrom(hypothesis, pair, { group, n: prompts, estimate: score, interval, p: null }),
    )
  }
  return result.rows.flatMap((row) => {
    const own = isTurned(hypothesis, row) === null || row.n === 0 ? null : estimateOf(row, plan, hypothesis)
    return own ? [{ group: row.group, n: plan.ties === 'dropped' ? row.wins + row.losses : row.n, ...own }] : []
  })
}

/** Whether a row sees the pair from the other of its systems; null where it is of another pair. */
function isTurned({ a, b }: Hypothesis, { reference, other }: { reference: string; other: string }): boolean | null {
  if (reference === a && other === b) return false
  return reference === b && other === a ? true : null
}

function seenFrom(
  hypothesis: Hypothesis,
  pair: { reference: string; other: string },
  { estimate, interval, ...rest }: Measured,
): Measured[] {
  const turned = isTurned(hypothesis, pair)
  if (turned === null) return []
  return [turned ? { ...rest, estimate: 1 - estimate, interval: mirrored(interval) } : { ...rest, estimate, interval }]
}

/** What the registered policy makes of ties; where all three outcomes were to be shown, a tie is half of each. */
function estimateOf(row: RateRow, { ties }: Preregistration, hypothesis: Hypothesis) {
  const turned = isTurned(hypothesis, row) === true
  // Not to lose, seen from the other system, is not to let it win.
  const ofWins = turned ? row.win : row.winOrTie
  const share = ties === 'dropped' ? row.decided : ties === 'wins' ? ofWins : null
  // Of a share in which ties are wins there is no test against even.
  const p = ties === 'dropped' ? row.sign.p : null
  const own = share ? { estimate: share.share, interval: share.interval as Interval, p } : null
  const score = row.score && { estimate: row.score.mean, interval: row.score.interval, p: row.test.p }
  const found = ties === 'dropped' || ties === 'wins' ? own : score
  if (!found) return null
  return turned ? { ...found, estimate: 1 - found.estimate, interval: mirrored(found.interval) } : found
}

const mirrored = (interval: Interval | null): Interval | null => interval && [1 - interval[1], 1 - interval[0]]

async function ratedRows(
  access: Results,
  { criterion, a, b }: Hypothesis,
  questions: readonly string[],
): Promise<Measured[]> {
  const { analysis } = requirePresent(await readAnalysis(access, questions[criterion] ?? ''))
  if (analysis.protocol !== 'RATING') return []
  return analysis.groups.flatMap(({ group, pairs }) => {
    const pair = pairs.find(({ systems }) => systems.includes(a) && systems.includes(b))
    const mean = pair && valueOrNull(pair.difference)
    if (group === null || !pair || !mean) return []
    const sign = pair.systems[0] === a ? 1 : -1
    const limits = mean.interval?.map((limit) => sign * limit).toSorted((one, other) => one - other)
    return [
      { group, n: mean.n, estimate: sign * mean.mean, interval: (limits as Interval | undefined) ?? null, p: mean.p },
    ]
  })
}

/** Intervals at any time are of scores in which a tie is half. */
function isAnytime({ stopping, ties }: Preregistration): boolean {
  return stopping.when === 'ANYTIME' && (ties === 'shown' || ties === 'split')
}

function methodWords(plan: Preregistration): string {
  const { ties, rule, margin } = plan
  const room = margin === null ? '' : ` The registered margin is ${margin}.`
  const decided = `A direction holds where the whole 95% interval lies on its side, and does not where the whole of it lies on the other; intervals are not adjusted for one another.${room}`
  if (ties === null)
    return `Difference of mean scores, first system less second, over prompts rated of both; t intervals. Even is 0. ${decided} p: t-test of the difference; ${HOLM}`
  const share =
    ties === 'dropped' || ties === 'wins'
      ? TIE_POLICIES[ties].note
      : 'Score with each tie as half a win: (w + t/2) / n.'
  const counted = isAnytime(plan)
    ? 'Anytime-valid intervals, on each prompt’s first judgment.'
    : `Registered counting rule: ${COUNTING_RULES[rule].caption}.`
  const test =
    isAnytime(plan) || ties === 'wins'
      ? 'There is no test against even of what was registered.'
      : `p: ${ties === 'dropped' ? 'sign test on the prompts’ majorities' : 'test of the score against one half'}; ${HOLM}`
  return `${share} ${counted} Even is 50%. ${decided} ${test}`
}

const HOLM = 'adjusted after Holm over all hypotheses of a group that have one.'
