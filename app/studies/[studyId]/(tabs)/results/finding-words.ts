import { pEquals, pValue } from '@/lib/numbers/p-value'
import { percent, percentRange, wholeNumber } from '@/lib/numbers/percent'
import type { Finding } from '@/lib/rates/findings'
import type { IntervalMethod, RateRow } from '@/lib/rates/rates'

/** A finding in words: the claim, and the numbers it rests on. */
export type Worded = { claim: string; evidence: string; rows: RateRow[] }

type Context = { pairs: number; method: IntervalMethod }

const LIST = new Intl.ListFormat('en')

/** Words for a finding, from its numbers alone. */
export function wordFinding(finding: Finding, context: Context): Worded {
  switch (finding.kind) {
    case 'preferred':
      return preferred(finding, context)
    case 'as-good':
      return asGood(finding)
    case 'even':
      return even(finding, context)
    case 'never-met':
      return {
        claim: 'Nothing here ranks the baselines against each other.',
        evidence: `They never met: every item pairs a baseline with ${finding.reference}. Order by wins is a reading, not a test.`,
        rows: [],
      }
    case 'sampling':
      return {
        claim: 'Another sample from the same systems may differ.',
        evidence: `Each prompt has one response of a system, so how much a system’s responses vary is outside the intervals${
          finding.once ? ', and so is disagreement on an item: each was judged once' : ''
        }.`,
        rows: [],
      }
  }
}

function preferred({ to, rows }: Extract<Finding, { kind: 'preferred' }>, { pairs, method }: Context): Worded {
  const [first] = rows as [RateRow]
  const others = LIST.format(rows.map(({ other }) => other))
  const many = rows.length > 1
  const claim =
    to === 'reference'
      ? `${first.reference} is preferred to ${others}.`
      : `${others} ${many ? 'are' : 'is'} preferred to ${first.reference}.`
  const counts = rows.map(({ wins, losses }) => (to === 'reference' ? `${wins} to ${losses}` : `${losses} to ${wins}`))
  const test = `${testName(method)}${method === 'clustered' ? ',' : ''} ${pEquals((rows[0] as RateRow).test.holm)}`
  const more = rows.slice(1).map(({ test: { holm } }) => pValue(holm))
  const ps = LIST.format([test, ...more])
  const evidence = `${LIST.format(counts)}; ${ps}${pairs > 1 ? ` after Holm over ${wholeNumber(pairs)} comparisons` : ''}.`
  return { claim, evidence, rows }
}

function asGood({ of, rows }: Extract<Finding, { kind: 'as-good' }>): Worded {
  const [first] = rows as [RateRow]
  const others = LIST.format(rows.map(({ other }) => other))
  const claim =
    of === 'reference'
      ? `${first.reference} is at least as good as ${others} on more than half of such prompts.`
      : `${others} ${rows.length > 1 ? 'are' : 'is'} at least as good as ${first.reference} on more than half of such prompts.`
  const shares = rows.map(({ win, winOrTie }) => {
    if (of === 'reference') return `${percent(winOrTie?.share ?? 0)}% (${percentRange(winOrTie?.interval ?? [0, 1])})`
    const [lower, upper] = win?.interval ?? [0, 1]
    return `${percent(1 - (win?.share ?? 0))}% (${percentRange([1 - upper, 1 - lower])})`
  })
  const whose = of === 'reference' ? 'Wins + ties' : 'Losses + ties'
  return { claim, evidence: `${whose} ${LIST.format(shares)}: the interval lies above one half.`, rows }
}

function even({ rows, prompts }: Extract<Finding, { kind: 'even' }>, { pairs, method }: Context): Worded {
  const references = new Set(rows.map(({ reference }) => reference))
  const names = rows.map(({ reference, other }) => (references.size > 1 ? `${reference} v ${other}` : other))
  const claim = `${LIST.format(names)} cannot be told from even at 5%.`
  const adjusted = pairs > 1 ? ' after Holm' : ''
  const tests = rows.map(
    ({ wins, losses, test }) => `${wins} to ${losses}, ${pEquals(test.p)} (${pValue(test.holm)}${adjusted})`,
  )
  const needed = prompts.filter((n) => n !== null).map((n) => wholeNumber(roundUp(n)))
  const power =
    needed.length > 0
      ? ` At these rates about ${LIST.format(needed)} prompts${needed.length > 1 ? ', in this order,' : ''} would give 80% power.`
      : ''
  return { claim, evidence: `${tests.join('; ')}; ${testName(method)}.${power}`, rows }
}

function testName(method: IntervalMethod): string {
  return method === 'wilson' ? 'sign test' : 't-test of the score, clustered by prompt'
}

/** Up to two digits that count. */
function roundUp(n: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(n)) - 1)
  return Math.ceil(n / unit) * unit
}
