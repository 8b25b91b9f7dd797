import { AGREEMENT_SETS } from '@/lib/agreement/agreement-set'
import type { Ac1, Coefficient, GroupPair, PanelAgreement } from '@/lib/agreement/group-agreement'
import type { ShownAgreement, ShownPair } from '@/lib/agreement/show-agreement'
import { type ItemQuery, itemsHref } from '@/lib/explorer/item-query'
import { count } from '@/lib/numbers/count'
import type { ClusteredMean } from '@/lib/stats/clustered-mean'
import { type Estimate, valueOrNull } from '@/lib/stats/estimate'

/** Two groups, or the annotators of one. */
export function pairName({ groups: [one, other] }: Pick<GroupPair, 'groups'>): string {
  return one === other ? `within ${one}` : `${one} – ${other}`
}

/** In place of the numbers of two groups that have none. */
export function emptyWords({ groups: [one, other], judged, pairs, tieDiscounted }: ShownPair): string {
  if (pairs > 0) return tieDiscounted.defined ? '' : tieDiscounted.reason
  if (!judged) return 'no judgments yet'
  return one === other ? 'no two judged the same' : 'no item in common'
}

/** Where the items of the set are listed that both groups judged, or two of one group. */
export function pairHref(studyId: string, shown: Shown, { groups: [one, other] }: Pick<GroupPair, 'groups'>): string {
  return itemsHref(studyId, { group: one, with: other, ...ofShown(shown) })
}

/** What of agreement is shown, as far as the list of items has to know. */
export type Shown = Pick<ShownAgreement, 'set' | 'criterion'>

/** The explorer's filters that leave the items of the set, and the answers to the question, that are shown. */
export function ofShown({ set, criterion }: Shown): Pick<ItemQuery, 'set' | 'criterion'> {
  return { set: set === 'shared' ? set : null, criterion }
}

/** On which items it was measured, and who has not judged any: what every caption of agreement says. */
export function setSentences({ set, items, unjudged }: ShownAgreement): string[] {
  const { label, what } = AGREEMENT_SETS[set]
  const said = [`${label}: ${count(items, 'item')} judged by two or more. ${what}.`]
  if (unjudged.length > 0) said.push(`No judgments yet: ${unjudged.join(', ')}.`)
  return said
}

type Categories = Pick<ShownAgreement, 'categories' | 'matrix' | 'panel'>

/** Whether AC1 is told of two categories as well: nobody chose a tie, though one may have been offered. */
function isOrTwo({ matrix, panel }: Categories): boolean {
  return [...matrix, ...panel].some(({ ac1OfTwo }) => ac1OfTwo !== null)
}

/** Over how many categories AC1 is: its number means little without. */
export function ac1Sentence(shown: Categories): string {
  if (shown.categories === 2) return 'AC1 is of two categories: no tie was offered.'
  return isOrTwo(shown)
    ? 'AC1 is of three categories though nobody chose a tie, and the more categories there are, the higher it is: beside it stands AC1 of two.'
    : 'AC1 is of three categories, ties among them.'
}

/** AC1 as a column is headed. */
export function ac1Heads(shown: Categories): string[] {
  return [`AC1, ${shown.categories} categories`, ...(isOrTwo(shown) ? ['AC1, 2 categories'] : [])]
}

/** AC1 under these heads; null where nobody shared an item. */
export function ac1Of(shown: Categories, { ac1, ac1OfTwo }: Ac1): Coefficient[] {
  return [ac1, ...(isOrTwo(shown) ? [ac1OfTwo ?? ac1] : [])]
}

/** Everything that is known of the agreement of two groups, as a row of a file. */
export function pairRow({ set, categories }: Set, pair: ShownPair): object {
  const { pairs, items, tieDiscounted, exact, chance } = pair
  // By name, whatever the order on the screen: a row keeps its name when a group's kind changes.
  const [group, other] = [...pair.groups].sort()
  return {
    ...{ set, group, other_group: other, label_pairs: pairs, items },
    ...meanCells('tie_discounted', tieDiscounted),
    ...meanCells('exact', exact),
    tie_discounted_at_random: chance,
    tie_discounted_published: pair.published,
    ...coefficientCells('kappa', pair.kappa),
    ...coefficientCells('kappa_linear', pair.linearKappa),
    ...coefficientCells('alpha_nominal', pair.alphaNominal),
    ...coefficientCells('alpha_ordinal', pair.alphaOrdinal),
    ...ac1Cells(categories, pair),
  }
}

/** The coefficients of all annotators together, or of one group's, in the same columns as far as they have them. */
export function panelRow(
  { set, categories }: Set,
  { group, items, fleiss, alphaNominal, alphaOrdinal, ac1, ac1OfTwo }: PanelAgreement,
): object {
  return {
    ...{ set, group: group ?? 'all', other_group: null, label_pairs: null, items },
    ...coefficientCells('fleiss', fleiss),
    ...coefficientCells('alpha_nominal', alphaNominal),
    ...coefficientCells('alpha_ordinal', alphaOrdinal),
    ...ac1Cells(categories, { ac1, ac1OfTwo }),
  }
}

type Set = Pick<ShownAgreement, 'set' | 'categories'>

function ac1Cells(categories: 2 | 3, { ac1, ac1OfTwo }: Ac1): object {
  return {
    ...coefficientCells('ac1', ac1),
    ac1_categories: categories,
    ...coefficientCells('ac1_of_two', ac1OfTwo ?? { defined: false, reason: '' }),
  }
}

function meanCells(name: string, of: Estimate<ClusteredMean>): object {
  const value = valueOrNull(of)
  return {
    [name]: value?.mean ?? null,
    [`${name}_lower`]: value?.interval?.[0] ?? null,
    [`${name}_upper`]: value?.interval?.[1] ?? null,
  }
}

function coefficientCells(name: string, of: Coefficient): object {
  const value = valueOrNull(of)
  return {
    [name]: value?.value ?? null,
    [`${name}_lower`]: value?.interval?.[0] ?? null,
    [`${name}_upper`]: value?.interval?.[1] ?? null,
  }
}
