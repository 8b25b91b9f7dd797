import { valueOrNull } from '@/lib/stats/estimate'
import { sampleSize } from '@/lib/stats/sample-size'
import { type IntervalMethod, isTold, type RateRow } from './rates'

/** What the numbers say or leave open, before it is put into words. Rows of one finding share group and direction. */
export type Finding =
  /** Told from even: the reference won more often, or less often. */
  | { kind: 'preferred'; to: 'reference' | 'other'; rows: RateRow[] }
  /** Not told from even, but the interval of wins + ties lies above one half: at least as good on most prompts. */
  | { kind: 'as-good'; of: 'reference' | 'other'; rows: RateRow[] }
  /** Not told from even, with the prompts that 80 % power would take at these rates; null where the rates are even. */
  | { kind: 'even'; rows: RateRow[]; prompts: (number | null)[] }
  /** The other systems never met each other. */
  | { kind: 'never-met'; reference: string; others: string[] }
  /** Intervals are of prompts: other responses of the same systems may differ. */
  | { kind: 'sampling'; once: boolean }

export type Findings = { group: string; pairs: number; method: IntervalMethod; supported: Finding[]; open: Finding[] }

/** Findings of each group of a figure: claims that its test or interval supports, and what the data leave open. */
export function findFindings(rows: readonly RateRow[], method: IntervalMethod): Findings[] {
  return [...new Set(rows.map(({ group }) => group))].map((group) => {
    const judged = rows.filter((row) => row.group === group && row.n > 0)
    const even = judged.filter((row) => !isTold(row))
    return {
      group,
      pairs: judged.length,
      method,
      supported: [
        ...preferred(judged.filter(isTold)),
        ...asGood(even, 'reference', ({ winOrTie }) => winOrTie),
        ...asGood(even, 'other', ({ win }) => win && { interval: [1 - win.interval[1], 1 - win.interval[0]] }),
      ],
      open: [
        ...(even.length > 0 ? [{ kind: 'even' as const, rows: even, prompts: even.map(promptsForPower) }] : []),
        ...neverMet(judged),
        { kind: 'sampling' as const, once: judged.every(({ n, prompts }) => n === prompts) },
      ],
    }
  })
}

/** One finding a reference and direction: "the focal system is preferred to X and Y". */
function preferred(told: readonly RateRow[]): Finding[] {
  return byReference(told).flatMap((own) =>
    (['reference', 'other'] as const).flatMap((to) => {
      const rows = own.filter((row) => favours(row) === to)
      return rows.length > 0 ? [{ kind: 'preferred' as const, to, rows }] : []
    }),
  )
}

function favours({ wins, losses }: RateRow): 'reference' | 'other' {
  return wins > losses ? 'reference' : 'other'
}

function asGood(
  even: readonly RateRow[],
  of: 'reference' | 'other',
  share: (row: RateRow) => { interval: readonly number[] } | null,
): Finding[] {
  const above = even.filter((row) => ((share(row)?.interval[0] ?? 0) as number) > 0.5)
  return byReference(above).map((rows) => ({ kind: 'as-good' as const, of, rows }))
}

/** The rows of each reference, in the order in which they first come. */
function byReference(rows: readonly RateRow[]): RateRow[][] {
  const groups = new Map<string, RateRow[]>()
  for (const row of rows) {
    const own = groups.get(row.reference) ?? []
    groups.set(row.reference, own)
    own.push(row)
  }
  return [...groups.values()]
}

function promptsForPower({ n, wins, losses }: RateRow): number | null {
  if (wins + losses === 0) return null
  return valueOrNull(sampleSize({ win: wins / n, loss: losses / n }))
}

function neverMet(judged: readonly RateRow[]): Finding[] {
  const references = new Set(judged.map(({ reference }) => reference))
  const others = [...new Set(judged.map(({ other }) => other))]
  const [reference] = references
  if (references.size !== 1 || others.length < 2 || reference === undefined) return []
  return [{ kind: 'never-met', reference, others }]
}
