import { type ReferenceName, toReferenceName } from '@/lib/agreement/agreement-references'
import { type AgreementSet, toAgreementSet } from '@/lib/agreement/agreement-set'
import { MOST_CRITERIA } from '@/lib/designs/schema'
import { type CountingRule, toCountingRule } from '@/lib/rates/counting-rule'
import { type TiePolicy, toTiePolicy } from '@/lib/rates/tie-policy'
import { oneOf, type SearchParams, wholeOf } from '@/lib/search-params'

/** What of a study's results is shown, and how: the same for the page, a download and a caption. */
export type FigureQuery = {
  group: string | null
  ties: TiePolicy
  rule: CountingRule
  criterion: number
  marks: boolean
  intervals: boolean
  /** On which items agreement is shown; null: on the shared set where it can be. */
  set: AgreementSet | null
  /** Whose published agreement is marked beside one’s own; null: nobody’s. */
  reference: ReferenceName | null
  /** Against which number of the systems means are drawn; null: the first. */
  number: string | null
}

/** A query as it stands in an address; what it does not say, or says wrongly, is the default. */
export function toFigureQuery(raw: SearchParams): FigureQuery {
  const one = (name: string) => oneOf(raw, name)
  return {
    group: one('group'),
    ties: toTiePolicy(one('ties')),
    rule: toCountingRule(one('rule')),
    criterion: wholeOf(raw, 'criterion', 0, MOST_CRITERIA),
    marks: one('marks') !== 'off',
    intervals: one('ci') !== 'off',
    set: toAgreementSet(one('set') ?? undefined),
    reference: toReferenceName(one('reference') ?? undefined),
    number: one('number'),
  }
}

/** The same as it stands in an address; defaults are left out. */
export function figureSearch(query: FigureQuery): string {
  const { group, ties, rule, criterion, marks, intervals, set, reference, number } = query
  const search = new URLSearchParams()
  if (group !== null) search.set('group', group)
  if (ties !== 'shown') search.set('ties', ties)
  if (rule !== 'all') search.set('rule', rule)
  if (criterion !== 0) search.set('criterion', String(criterion))
  if (!marks) search.set('marks', 'off')
  if (!intervals) search.set('ci', 'off')
  if (set !== null) search.set('set', set)
  if (reference !== null) search.set('reference', reference)
  if (number !== null) search.set('number', number)
  return search.size > 0 ? `?${search}` : ''
}
