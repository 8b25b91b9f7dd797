import type { JudgmentColumns } from '@/lib/records/judgment-columns'
import { rng } from '@/lib/rng'
import { type OwnJudgment, summariseAnnotator } from '@/lib/stats/annotator-summary'
import { dawidSkene } from '@/lib/stats/dawid-skene'
import { type Estimate, mapEstimate, notDefined, valueOrNull } from '@/lib/stats/estimate'
import { mace } from '@/lib/stats/mace'
import { type Share, shareOf } from '@/lib/stats/shares'
import { signTest } from '@/lib/stats/sign-test'
import type { Rated } from './rated-items'

/** What is known of one annotator's judging. Shares are null where there is nothing to take a share of. */
export type AnnotatorRow = {
  code: string
  group: string
  simulated: boolean
  judgments: number
  /** Of decided verdicts on a known side, those for the left; and the exact p against ½. */
  left: Share | null
  leftP: number
  ties: Share | null
  seconds: number | null
  /** Planned repeats judged as the first time. */
  repeats: { judged: number; same: number }
  checks: { judged: number; missed: number }
  /** Mean probability of their labels under Dawid and Skene’s model. */
  accuracy: number | null
}

/** Above this many ratings the models of annotators are left out: their steps run over every rating, thousands of times. */
const MOST_RATINGS = 30_000

export type AnnotatorModels = { dawidSkene: Estimate<(number | null)[]>; mace: Estimate<number[]> }

/** Dawid–Skene accuracies and MACE competences, or why there are none. */
export function annotatorModels(input: JudgmentColumns, { items }: Rated): AnnotatorModels {
  const ratings = items.reduce((sum, item) => sum + item.length, 0)
  const annotators = input.annotators.length
  if (ratings > MOST_RATINGS) {
    const reason = notDefined(`Left out above ${MOST_RATINGS.toLocaleString('en')} ratings: there are ${ratings}.`)
    return { dawidSkene: reason, mace: reason }
  }
  const shared = items.filter((item) => item.length > 1)
  if (shared.length === 0) {
    const reason = notDefined('No item was judged by two annotators.')
    return { dawidSkene: reason, mace: reason }
  }
  const { below } = rng(input.seed, 'mace')
  const competence = mace(shared, annotators, below, { starts: 4, iterations: 500 })
  return {
    dawidSkene: mapEstimate(dawidSkene(shared, annotators, { iterations: 500 }), ({ accuracy }) => accuracy),
    mace: competence.defined ? competence.value.competence : competence,
  }
}

/** One row an annotator, in the order of their codes. */
export function annotatorRows(input: JudgmentColumns, models: AnnotatorModels): AnnotatorRow[] {
  const own = rowsByAnnotator(input)
  const repeats = countRepeats(input)
  return input.annotators.map(({ code, group, simulated }, annotator) => {
    const rows = own[annotator] as Int32Array
    const summary = summariseAnnotator(Array.from(rows, (r) => toOwnJudgment(input, r)))
    const checks = input.checks.find((entry) => entry.annotator === annotator)
    const [left, right] = sides(input, rows)
    return {
      code,
      group: input.groups[group] as string,
      simulated,
      judgments: rows.length,
      left: shareOf(left, left + right),
      leftP: signTest(left, right).exact,
      ties: summary.ties,
      seconds: summary.seconds,
      repeats: repeats[annotator] as { judged: number; same: number },
      checks: { judged: checks?.judged ?? 0, missed: checks?.missed ?? 0 },
      accuracy: valueOrNull(models.dawidSkene)?.[annotator] ?? null,
    }
  })
}

/** The numbers of each annotator's rows, in their order, planned repeats apart. */
function rowsByAnnotator({ rows, annotators }: JudgmentColumns): Int32Array[] {
  const counts = new Int32Array(annotators.length)
  const isCounted = (r: number) => rows.repeat[r] === 0
  for (let r = 0; r < rows.annotator.length; r++) if (isCounted(r)) (counts[rows.annotator[r] as number] as number)++
  const own = Array.from(counts, (n) => new Int32Array(n))
  const filled = new Int32Array(annotators.length)
  for (let r = 0; r < rows.annotator.length; r++) {
    const annotator = rows.annotator[r] as number
    if (isCounted(r)) (own[annotator] as Int32Array)[(filled[annotator] as number)++] = r
  }
  return own
}

function toOwnJudgment({ rows }: JudgmentColumns, r: number): OwnJudgment {
  const milliseconds = rows.time[r] as number
  const category = rows.category[r] as number
  const score = rows.left[r] === 0 ? category / 2 : 1 - category / 2
  return { score, seconds: Number.isNaN(milliseconds) ? null : milliseconds / 1000 }
}

function sides({ rows }: JudgmentColumns, own: Int32Array): [left: number, right: number] {
  let [left, right] = [0, 0]
  for (const r of own) {
    if (rows.left[r] === -1 || rows.category[r] === 1) continue
    if ((rows.category[r] === 0) === (rows.left[r] === 1)) left++
    else right++
  }
  return [left, right]
}

/** Repeats beside the first judgment of the same item by the same annotator; of a model, in the same order. */
function countRepeats({ rows, annotators }: JudgmentColumns): { judged: number; same: number }[] {
  const key = (r: number) => {
    const annotator = rows.annotator[r] as number
    const side = annotators[annotator]?.model === null ? 0 : (rows.left[r] as number) + 1
    return ((rows.item[r] as number) * annotators.length + annotator) * 3 + side
  }
  const again = new Set<number>()
  for (let r = 0; r < rows.item.length; r++) if (rows.repeat[r]) again.add(key(r))
  const first = new Map<number, number>()
  for (let r = 0; r < rows.item.length; r++)
    if (!rows.repeat[r] && again.has(key(r)) && !first.has(key(r))) first.set(key(r), rows.category[r] as number)
  const counts = annotators.map(() => ({ judged: 0, same: 0 }))
  for (let r = 0; r < rows.item.length; r++) {
    const before = first.get(key(r))
    const own = counts[rows.annotator[r] as number]
    if (!rows.repeat[r] || before === undefined || !own) continue
    own.judged++
    if (before === rows.category[r]) own.same++
  }
  return counts
}
