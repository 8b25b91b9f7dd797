/** Which items of a study are listed: filters of the explorer as they stand in an address. */
export type ItemQuery = {
  system: string | null
  against: string | null
  group: string | null
  /** Items that this group judged, too; with `group` itself, those that two of it judged. */
  with: string | null
  /** What at least one judgment of the item was, seen from `system` or arm A; `unlost` is won or tied. */
  outcome: 'win' | 'tie' | 'loss' | 'unlost' | null
  category: string | null
  tag: string | null
  annotator: string | null
  /** An annotator who judged the item, too. */
  beside: string | null
  /**
   * `judged`: somebody judged it; `met`: two annotators who count judged it; `again`: one annotator judged it twice; `any`: two verdicts differ; `opposite`: both responses were preferred; `flagged`: somebody could not judge;
   * `unjudged`: planned, with no verdict in force yet; the last three are kinds of items.
   */
  show: (typeof SHOWN)[number]
  /** Items of the shared set alone. */
  set: 'shared' | null
  page: number
}

type Raw = Record<string, string | string[] | undefined>

const OUTCOMES = ['win', 'tie', 'loss', 'unlost'] as const
const SHOWN = [
  ...(['all', 'judged', 'met', 'again', 'any', 'opposite', 'flagged', 'unjudged'] as const),
  ...(['check', 'gold', 'practice'] as const),
] as const

/** A query from an address; what it does not say, or says wrongly, is left open. */
export function toItemQuery(raw: Raw): ItemQuery {
  const one = (name: string) => (Array.isArray(raw[name]) ? raw[name].at(-1) : raw[name]) || null
  const page = Number(one('page') ?? 1)
  return {
    system: one('system'),
    against: one('against'),
    group: one('group'),
    with: one('with'),
    outcome: OUTCOMES.find((outcome) => outcome === one('outcome')) ?? null,
    category: one('category'),
    tag: one('tag'),
    annotator: one('annotator'),
    beside: one('beside'),
    show: SHOWN.find((shown) => shown === one('show')) ?? 'all',
    set: one('set') === 'shared' ? 'shared' : null,
    page: Number.isInteger(page) && page >= 1 ? page : 1,
  }
}

/** The address of a list of items. */
export function itemsHref(studyId: string, query: Partial<ItemQuery>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const isDefault = value === null || value === undefined || (name === 'show' && value === 'all')
    if (!isDefault && !(name === 'page' && value === 1)) search.set(name, String(value))
  }
  return `/studies/${studyId}/items${search.size > 0 ? `?${search}` : ''}`
}
