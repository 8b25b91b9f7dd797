import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { expect, test, vi } from 'vitest'
import { covers } from '@/lib/testing/coverage'
import { bootstrapItems } from './bootstrap-items'
import { clusteredMean, sumByCluster } from './clustered-mean'
import { krippendorffAlpha } from './krippendorff-alpha'
import { itemAgreement, pairAgreement } from './pair-agreement'
import { countCategories, type RatedItem } from './ratings'
import { drawOutcome, uniform } from './simulate'

// Counted, not timed: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

type Source = (bound: number) => number

function source(seed: number): Source {
  const random = xoroshiro128plus(seed)
  return (bound) => uniformInt(random, 0, bound - 1)
}

/**
 * Prompts with two items each, judged by three who give the item's verdict three times in four and guess else. Some
 * prompts are clear: there nobody guesses, so the items of a prompt agree about as much as each other.
 */
function drawPrompts(prompts: number, below: Source): RatedItem[][] {
  const shares = [0.4, 0.2, 0.4]
  return Array.from({ length: prompts }, () => {
    const follow = below(2) === 0 ? 1 : 0.5
    return [0, 1].map(() => {
      const verdict = drawOutcome(shares, below)
      return [0, 1, 2].map((annotator) => ({
        annotator,
        category: uniform(below) < follow ? verdict : drawOutcome(shares, below),
      }))
    })
  })
}

test('intervals of agreement by prompt cover what many prompts agree on, those by item do not', () => {
  const below = source(31)
  const many = drawPrompts(20_000, below).flat()
  const [alpha, agreement] = [krippendorffAlpha(countCategories(many)), pairAgreement(many)]
  if (!alpha.defined || !agreement.defined) throw new Error('both are defined')
  const found = { alpha: 0, byPrompt: 0, byItem: 0 }
  const studies = 250
  for (let study = 0; study < studies; study++) {
    const prompts = drawPrompts(40, below)
    const interval = bootstrapItems(prompts, (items) => krippendorffAlpha(countCategories(items)), below, 150)
    if (interval.defined && covers(interval.value.interval, alpha.value)) found.alpha++
    const totals = prompts.flat().map((item) => itemAgreement(item))
    const byPrompt = clusteredMean(
      sumByCluster(
        totals,
        totals.map((_, k) => Math.floor(k / 2)),
      ),
    )
    const byItem = clusteredMean(totals)
    if (byPrompt.defined && covers(byPrompt.value.interval, agreement.value.pooled)) found.byPrompt++
    if (byItem.defined && covers(byItem.value.interval, agreement.value.pooled)) found.byItem++
  }
  expect(Math.abs(found.alpha / studies - 0.94)).toBeLessThan(0.04)
  expect(Math.abs(found.byPrompt / studies - 0.95)).toBeLessThan(0.03)
  expect(found.byItem).toBeLessThan(found.byPrompt - studies * 0.02)
})
