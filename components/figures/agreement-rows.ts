import type { Coefficient, GroupPair, PanelAgreement } from '@/lib/analysis/deep/agreement'
import { itemsHref } from '@/lib/analysis/item-query'
import type { ClusteredMean } from '@/lib/stats/clustered-mean'
import { type Estimate, valueOrNull } from '@/lib/stats/estimate'

/** Two groups, or the annotators of one. */
export function pairName({ groups: [one, other] }: Pick<GroupPair, 'groups'>): string {
  return one === other ? `within ${one}` : `${one} – ${other}`
}

/** Where the items are listed that both groups judged, or two of one group. */
export function sharedHref(studyId: string, { groups: [one, other] }: Pick<GroupPair, 'groups'>): string {
  return itemsHref(studyId, { group: one, with: other })
}

/** Everything that is known of the agreement of two groups, as a row of a file. */
export function pairRow(pair: GroupPair): object {
  const { groups, pairs, items, tieDiscounted, exact, chance } = pair
  return {
    ...{ group: groups[1], other_group: groups[0], label_pairs: pairs, items },
    ...meanCells('tie_discounted', tieDiscounted),
    ...meanCells('exact', exact),
    tie_discounted_at_random: chance,
    ...coefficientCells('kappa', pair.kappa),
    ...coefficientCells('kappa_linear', pair.linearKappa),
    ...coefficientCells('alpha_nominal', pair.alphaNominal),
    ...coefficientCells('alpha_ordinal', pair.alphaOrdinal),
    ...coefficientCells('ac1', pair.ac1),
  }
}

/** The coefficients of all annotators together, or of one group's, in the same columns as far as they have them. */
export function panelRow({ group, items, fleiss, alphaNominal, alphaOrdinal, ac1 }: PanelAgreement): object {
  return {
    ...{ group: group ?? 'all', other_group: null, label_pairs: null, items },
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
