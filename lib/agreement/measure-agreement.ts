import type { JudgmentColumns } from '@/lib/records/judgment-columns'
import { type AnnotatorAgreement, annotatorAgreements } from './annotator-agreement'
import { type AnnotatorPair, measureAnnotatorPairs } from './annotator-pairs'
import { type DisputedItem, disputedItems } from './disagreement'
import { categoriesOf, type GroupPair, groupMatrix, type PanelAgreement, panelAgreement } from './group-agreement'
import { keepShared, type Rated } from './rated-items'

/** Agreement on one set of items: by groups, by annotator, by pair of annotators, by item. */
export type AgreementOn = {
  /** Items of the set that two annotators judged. */
  items: number
  /** How many answers AC1 takes the question to have: two, where no tie was offered. */
  categories: 2 | 3
  matrix: GroupPair[]
  panel: PanelAgreement[]
  annotators: AnnotatorAgreement[]
  pairs: AnnotatorPair[]
  disputed: DisputedItem[]
}

/** The same on the shared set, null where no verdict is on an item of it, and on everything pairable. */
export type Agreement = {
  shared: AgreementOn | null
  pairable: AgreementOn
}

/** Agreement on the shared set and on everything pairable, apart. */
export function measureAgreement(input: JudgmentColumns, rated: Rated): Agreement {
  const hasShared = input.items.some(({ shared }) => shared)
  return {
    shared: hasShared ? agreementOn(input, keepShared(input, rated)) : null,
    pairable: agreementOn(input, rated),
  }
}

function agreementOn(input: JudgmentColumns, rated: Rated): AgreementOn {
  return {
    items: rated.items.filter((item) => item.length > 1).length,
    categories: categoriesOf(input).categories,
    matrix: groupMatrix(input, rated),
    panel: panelAgreement(input, rated),
    annotators: annotatorAgreements(input, rated),
    pairs: measureAnnotatorPairs(input, rated),
    disputed: disputedItems(input, rated),
  }
}
