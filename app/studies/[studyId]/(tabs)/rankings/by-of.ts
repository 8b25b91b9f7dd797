import type { ItemQuery } from '@/lib/explorer/item-query'
import type { Whose } from '@/lib/rankings/strengths'

/** Which judgments a number about strengths rests on: where people and models judged, those of one of them. */
export function byOf(whose: Whose): ItemQuery['by'] {
  return whose === 'everybody' ? null : whose
}
