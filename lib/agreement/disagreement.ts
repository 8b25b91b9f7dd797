import type { JudgmentColumns } from '@/lib/records/judgment-columns'
import { itemAgreement } from '@/lib/stats/pair-agreement'
import type { Rated } from './rated-items'

/** An item that its annotators judged differently. */
export type DisputedItem = {
  item: string
  prompt: string
  labels: [number, number, number]
  /** Pairs of labels. One item is one prompt, so their agreement has no interval. */
  pairs: number
  agreement: number
}

const LISTED = 20

/** Item 9 before item 10, and names in their order. */
const { compare: byNumber } = new Intl.Collator('en', { numeric: true })

/** The items with the lowest tie-discounted agreement, most labels first among equals; at least one pair disagrees. */
export function disputedItems({ items: about }: JudgmentColumns, { items }: Rated): DisputedItem[] {
  const disputed = items.flatMap((item, index): DisputedItem[] => {
    const { n, total } = itemAgreement(item)
    if (n === 0 || total === n) return []
    const labels: [number, number, number] = [0, 0, 0]
    for (const { category } of item) labels[category as 0 | 1 | 2]++
    const { item: itemName, name } = about[index] as JudgmentColumns['items'][number]
    return [{ item: itemName, prompt: name, labels, pairs: n, agreement: total / n }]
  })
  const size = ({ labels }: DisputedItem) => labels[0] + labels[1] + labels[2]
  return disputed
    .sort((a, b) => a.agreement - b.agreement || size(b) - size(a) || byNumber(a.item, b.item))
    .slice(0, LISTED)
}
