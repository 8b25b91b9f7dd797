import type { Preregistration } from '@/lib/designs/preregistration'
import { pValue } from '@/lib/numbers/p-value'
import { percent, percentRange, wholeNumber } from '@/lib/numbers/percent'
import { holmAdjusted } from '@/lib/stats/adjust-p-values'
import type { Interval } from '@/lib/stats/interval'
import { type Asked, hypothesisWords } from '@/lib/studies/preregistration-words'
import type { Block } from './content'

type Hypothesis = Preregistration['hypotheses'][number]

/**
 * What a group said of a hypothesis, seen from the first of its two systems; the interval is null where no spread was seen. `p` is that
 * of the test against even, null where there is none of what was registered.
 */
export type Measured = { group: string; n: number; estimate: number; interval: Interval | null; p: number | null }

/** A hypothesis with what came of it, and how that was measured. */
export type MeasuredHypothesis = { hypothesis: Hypothesis; isPrimary: boolean; rows: readonly Measured[] }

/** Shares lie about one half and are printed in percent; differences of means about zero, in points of the scale. */
export type Scale = { even: number; unit: 'percent' | 'points' }
export const SHARES: Scale = { even: 0.5, unit: 'percent' }
export const POINTS: Scale = { even: 0, unit: 'points' }

export type Held = 'holds' | 'does not hold' | 'not decided'

/**
 * Whether a registered direction holds, by the 95 % interval alone: it holds where the whole interval lies where the hypothesis
 * says, and does not where the whole of it lies elsewhere. That two systems differ cannot be shown to be wrong.
 */
export function holds(
  direction: Hypothesis['direction'],
  interval: Interval | null,
  { even, margin }: { even: number; margin: number | null },
): Held {
  if (interval === null) return 'not decided'
  const [lower, upper] = interval
  const room = margin ?? 0
  const within: Record<Hypothesis['direction'], readonly [is: boolean, isNot: boolean]> = {
    BETTER: [lower > even, upper < even],
    WORSE: [upper < even, lower > even],
    DIFFERENT: [lower > even || upper < even, false],
    EQUAL: [lower > even - room && upper < even + room, lower > even + room || upper < even - room],
    NOT_WORSE: [lower > even - room, upper < even - room],
  }
  const [is, isNot] = within[direction]
  return is ? 'holds' : isNot ? 'does not hold' : 'not decided'
}

type Told = Asked & { scale: Scale; margin: number | null; method: string }

/** Directions that a test against even speaks of. That two are equal, or one not worse, is for the interval to say. */
const TESTED: ReadonlySet<Hypothesis['direction']> = new Set(['BETTER', 'WORSE', 'DIFFERENT'])

/** The tests of each group, adjusted after Holm over all hypotheses that it was asked about. */
function adjusted(measured: readonly MeasuredHypothesis[]): ReadonlyMap<Measured, number | null> {
  const all = measured.flatMap(({ hypothesis, rows }) =>
    rows.map((row) => ({ row, p: TESTED.has(hypothesis.direction) ? row.p : null })),
  )
  const groups = new Set(all.map(({ row }) => row.group))
  return new Map(
    [...groups].flatMap((group) => {
      const family = all.filter(({ row }) => row.group === group)
      const values = holmAdjusted(family.map(({ p }) => p))
      return family.map(({ row }, nth) => [row, values[nth] ?? null] as const)
    }),
  )
}

/** Each hypothesis beside its result, a row for each group that judged its two systems. */
export function hypothesisBlocks(measured: readonly MeasuredHypothesis[], told: Told): Block[] {
  const tests = adjusted(measured)
  const rows = measured.flatMap(({ hypothesis, isPrimary, rows: groups }, index) => {
    const words = `${index + 1}${isPrimary ? ', primary' : ''}: ${hypothesisWords(hypothesis, told)}`
    if (groups.length === 0) return [[words, 'nobody', '0', '–', '–', '–', 'not decided']]
    return groups.map((row, nth) => {
      const { group, n, estimate, interval } = row
      const p = tests.get(row) ?? null
      return [
        nth === 0 ? words : '',
        ...[group, wholeNumber(n), numberOf(estimate, told.scale), interval ? rangeOf(interval, told.scale) : '–'],
        p === null ? '–' : pValue(p),
        holds(hypothesis.direction, interval, { even: told.scale.even, margin: told.margin }),
      ]
    })
  })
  return [
    {
      is: 'table',
      table: {
        columns: [
          { head: 'Hypothesis', align: 'l' },
          { head: 'Group', align: 'l' },
          { head: told.scale.unit === 'percent' ? 'n' : 'Prompts', align: 'r' },
          { head: told.scale.unit === 'percent' ? 'Share, %' : 'Difference', align: 'r' },
          { head: '95% interval', align: 'r' },
          { head: 'p, Holm', align: 'r' },
          { head: 'Registered direction', align: 'l' },
        ],
        rows,
      },
    },
    { is: 'text', text: told.method },
  ]
}

function numberOf(value: number, { unit }: Scale): string {
  return unit === 'percent' ? percent(value) : value.toFixed(2).replace('-', '−')
}

function rangeOf(interval: Interval, scale: Scale): string {
  if (scale.unit === 'percent') return percentRange(interval)
  return `${numberOf(interval[0], scale)} to ${numberOf(interval[1], scale)}`
}
