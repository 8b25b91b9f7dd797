import type { ToolPolicy } from '@/lib/exports/tool-manifest'

const TEXTS = 'Items with masked words stay out: their texts would be others than those that were judged.'

/** Of files of which response is preferred. */
export const PREFERENCES: ToolPolicy = {
  ...{ takes: {}, whose: 'asked', row: 'preference' },
  ties: 'Ties and “both are bad” make no row; they are counted as undecided.',
  repeats: 'Second judgments of an item by the same annotator are left out.',
  lost: `How sure anybody was, and reasons. ${TEXTS}`,
}

/** Of files of items with all that was said of them. */
export const JUDGED_ITEMS: ToolPolicy = {
  ...{ takes: {}, whose: 'asked', row: 'item' },
  ties: 'Ties and “both are bad” are kept as what they are.',
  repeats: 'Second judgments of an item by the same annotator are left out.',
  lost: `Items that nobody judged. ${TEXTS}`,
}
