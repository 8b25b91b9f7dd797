import { notDefined } from '@/lib/stats/estimate'
import { AGREEMENT_REFERENCES, type AgreementReference, publishedAgreement } from '../agreement-references'
import { type AgreementSet, chooseSet } from '../agreement-set'
import type { FigureQuery } from '../figure-query'
import type { GroupPair } from './agreement'
import type { Agreement, AgreementOn } from './agreement-on'
import type { DeepPage } from './page-deep'

/** Two groups' agreement with what a reference reports of the same. */
export type ShownPair = GroupPair & {
  /** Whether each of the two has judged anything. */
  judged: boolean
  published: number | null
}

/** Agreement on one set as the page and every file of its figures show it: with all groups, those without verdicts too. */
export type ShownAgreement = Omit<AgreementOn, 'matrix'> & {
  set: AgreementSet
  matrix: ShownPair[]
  /** Groups nobody of which has judged anything. */
  unjudged: string[]
  reference: AgreementReference | null
}

/** What of agreement an address asks for. */
export function showAgreement(
  { groups }: Pick<DeepPage['study'], 'groups'>,
  agreement: Agreement,
  query: Pick<FigureQuery, 'set' | 'reference'>,
): ShownAgreement {
  const set = chooseSet(query.set, agreement)
  const on = agreement[set] ?? agreement.pairable
  const judged = new Set(on.matrix.flatMap(({ groups: names }) => names))
  const reference = query.reference === null ? null : AGREEMENT_REFERENCES[query.reference]
  const names = [...new Set([...judged, ...groups.map(({ name }) => name)])].sort()
  const find = (one: string, other: string) =>
    on.matrix.find(({ groups: pair }) => pair[0] === one && pair[1] === other) ?? unjudgedPair([one, other], judged)
  return {
    ...on,
    set,
    reference,
    unjudged: names.filter((name) => !judged.has(name)),
    matrix: names.flatMap((one, index) =>
      names.slice(0, index + 1).map((other) => ({
        ...find(one, other),
        judged: judged.has(one) && judged.has(other),
        published: reference && publishedAgreement(reference, groups, [one, other]),
      })),
    ),
  }
}

/** A cell of a group that has not judged yet: there is nothing, and it says why. */
function unjudgedPair(groups: [string, string], judged: ReadonlySet<string>): GroupPair {
  const missing = [...new Set(groups)].filter((name) => !judged.has(name)).join(', ')
  const nothing = notDefined(`No judgments yet by ${missing}.`)
  const rates = { tieDiscounted: nothing, exact: nothing, chance: null }
  const alphas = { alphaNominal: nothing, alphaOrdinal: nothing }
  return { groups, pairs: 0, items: 0, ...rates, kappa: nothing, linearKappa: nothing, ...alphas, ac1: nothing }
}
