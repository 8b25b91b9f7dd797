import { notDefined } from '@/lib/stats/estimate'
import {
  AGREEMENT_REFERENCES,
  type AgreementReference,
  publishedAgreement,
  type ReferenceName,
} from './agreement-references'
import { type AgreementSet, chooseSet } from './agreement-set'
import type { GroupPair } from './group-agreement'
import { byGroup, type NamedGroup } from './group-order'
import type { Agreement, AgreementOn } from './measure-agreement'

/** Two groups' agreement with what a reference reports of the same. */
export type ShownPair = GroupPair & {
  /** Whether each of the two has judged anything. */
  judged: boolean
  published: number | null
}

/** Agreement on one set as the page and every file of its figures show it: with all groups, those without verdicts too. */
export type ShownAgreement = Omit<AgreementOn, 'matrix'> & {
  set: AgreementSet
  /** Which of the study's questions was answered, from 0. */
  criterion: number
  matrix: ShownPair[]
  /** Groups nobody of which has judged anything. */
  unjudged: string[]
  reference: AgreementReference | null
}

/** On which items it is asked for, null on the shared set where it can be, and whose published values beside it. */
type Asked = { set: AgreementSet | null; reference: ReferenceName | null }

/** What of agreement an address asks for. */
export function showAgreement(
  { groups, criterion }: { groups: readonly NamedGroup[]; criterion: number },
  agreement: Agreement,
  query: Asked,
): ShownAgreement {
  const set = chooseSet(query.set, agreement)
  const on = agreement[set] ?? agreement.pairable
  const judged = new Set(on.matrix.flatMap(({ groups: names }) => names))
  const reference = query.reference === null ? null : AGREEMENT_REFERENCES[query.reference]
  const order = byGroup(groups)
  const names = [...new Set([...judged, ...groups.map(({ name }) => name)])].sort(order)
  return {
    ...on,
    ...{ set, criterion, reference },
    panel: [...on.panel].sort((a, b) => (a.group === null ? -1 : b.group === null ? 1 : order(a.group, b.group))),
    annotators: on.annotators.map((annotator) => ({
      ...annotator,
      against: [...annotator.against].sort((a, b) => order(a.group, b.group)),
    })),
    unjudged: names.filter((name) => !judged.has(name)),
    matrix: names.flatMap((one, index) =>
      names.slice(0, index + 1).map((other) => ({
        ...(findPair(on.matrix, [one, other]) ?? unjudgedPair([one, other], judged)),
        judged: judged.has(one) && judged.has(other),
        published: reference && publishedAgreement(reference, groups, [one, other]),
      })),
    ),
  }
}

/** Two groups' numbers are the same whichever is named first. */
function findPair(matrix: readonly GroupPair[], groups: [string, string]): GroupPair | null {
  const pair = matrix.find(({ groups: [one, other] }) =>
    one === groups[0] ? other === groups[1] : one === groups[1] && other === groups[0],
  )
  return pair ? { ...pair, groups } : null
}

/** A cell of a group that has not judged yet: there is nothing, and it says why. */
function unjudgedPair(groups: [string, string], judged: ReadonlySet<string>): GroupPair {
  const missing = [...new Set(groups)].filter((name) => !judged.has(name)).join(', ')
  const nothing = notDefined(`No judgments yet by ${missing}.`)
  const rates = { tieDiscounted: nothing, exact: nothing, chance: null }
  const alphas = { alphaNominal: nothing, alphaOrdinal: nothing }
  return {
    groups,
    pairs: 0,
    items: 0,
    ...rates,
    kappa: nothing,
    linearKappa: nothing,
    ...alphas,
    ac1: nothing,
    ac1OfTwo: null,
  }
}
