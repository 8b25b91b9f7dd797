import { AGREEMENT_SETS } from '@/lib/analysis/agreement-set'
import type { Coefficient, GroupPair, PanelAgreement } from '@/lib/analysis/deep/agreement'
import type { ShownAgreement, ShownPair } from '@/lib/analysis/deep/show-agreement'
import { type ItemQuery, itemsHref } from '@/lib/analysis/item-query'
import type { ClusteredMean } from '@/lib/stats/clustered-mean'
import { type Estimate, valueOrNull } from '@/lib/stats/estimate'
import { count } from '../ui/count'

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

/** Everything that is known of the agreement of two groups, as a row of a file. */
export function pairRow(set: ShownAgreement['set'], pair: ShownPair): object {
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
    ...coefficientCells('ac1', pair.ac1),
  }
}

/** The coefficients of all annotators together, or of one group's, in the same columns as far as they have them. */
export function panelRow(
  set: ShownAgreement['set'],
  { group, items, fleiss, alphaNominal, alphaOrdinal, ac1 }: PanelAgreement,
): object {
  return {
    ...{ set, group: group ?? 'all', other_group: null, label_pairs: null, items },
    ...coefficientCells('fleiss', fleiss),
    alpha_nominal: valueOrNull(alphaNominal),
    alpha_ordinal: valueOrNull(alphaOrdinal),
    ...coefficientCells('ac1', ac1),
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
