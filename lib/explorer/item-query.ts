import { MOST_CRITERIA } from '@/lib/designs/schema'
import { oneOf, type SearchParams, wholeOf } from '@/lib/search-params'

/** Which items of a study are listed: filters of the explorer as they stand in an address. */
export type ItemQuery = {
  system: string | null
  against: string | null
  group: string | null
  annotator: string | null
  /** Judgments of people alone, or of language models. */
  by: (typeof JUDGES)[number] | null
  /** Items of which a pair of labels is by the annotator, or the group, and by another of this group. */
  with: string | null
  /** The same with this annotator. */
  beside: string | null
  /** An annotator whose judgments are passed over. */
  without: string | null
  /** What a judgment said, seen from `system` or arm A; `unlost` is won or tied, `decided` won or lost. */
  outcome: (typeof OUTCOMES)[number] | null
  /** Which response a decided judgment preferred: the one that stood there, or that was of the length. */
  chosen: (typeof CHOSEN)[number] | null
  /** The code of the option that was chosen, and the turn that it was given to, of ratings. */
  option: string | null
  turn: number | null
  category: string | null
  tag: string | null
  /**
   * `judged`: somebody judged it; `counted`: so that it counts; `met`, `panel`: two annotators, or three, who count judged it;
   * `again`: one annotator judged it twice; `any`: two verdicts differ; `opposite`: both responses were preferred; `flagged`:
   * somebody could not judge; `noverdict`: a model was asked and gave no verdict; `unjudged`: planned, with no verdict in force yet; `known`, `missed`: its verdict is known, and
   * somebody missed it; the last three are kinds of items.
   */
  show: (typeof SHOWN)[number]
  /** Items of the shared set alone. */
  set: 'shared' | null
  /** Which of the study's questions the judgments answer, from 0. */
  criterion: number
  /** By the seconds that the judgments took, in place of the most contradicted first. */
  order: 'seconds' | null
  page: number
}

const JUDGES = ['people', 'models'] as const
const OUTCOMES = ['win', 'tie', 'loss', 'unlost', 'decided'] as const
const CHOSEN = ['left', 'right', 'longer', 'shorter'] as const
const SHOWN = [
  ...([
    'all',
    'judged',
    'counted',
    'met',
    'panel',
    'again',
    'any',
    'opposite',
    'flagged',
    'unjudged',
    'noverdict',
  ] as const),
  ...(['known', 'missed', 'check', 'gold', 'practice'] as const),
] as const

/** A query from an address; what it does not say, or says wrongly, is left open. */
export function toItemQuery(raw: SearchParams): ItemQuery {
  const one = (name: string) => oneOf(raw, name)
  return {
    system: one('system'),
    against: one('against'),
    group: one('group'),
    annotator: one('annotator'),
    by: JUDGES.find((by) => by === one('by')) ?? null,
    with: one('with'),
    beside: one('beside'),
    without: one('without'),
    outcome: OUTCOMES.find((outcome) => outcome === one('outcome')) ?? null,
    chosen: CHOSEN.find((chosen) => chosen === one('chosen')) ?? null,
    option: one('option'),
    turn: wholeOf(raw, 'turn', 0) || null,
    category: one('category'),
    tag: one('tag'),
    show: SHOWN.find((shown) => shown === one('show')) ?? 'all',
    set: one('set') === 'shared' ? 'shared' : null,
    criterion: wholeOf(raw, 'criterion', 0, MOST_CRITERIA),
    order: one('order') === 'seconds' ? 'seconds' : null,
    page: wholeOf(raw, 'page', 1),
  }
}

const DEFAULTS = { show: 'all', criterion: 0, page: 1 } as Record<string, unknown>

/** The address of the judgments behind a row of figure 1, or some of them. */
export function rowHref(
  studyId: string,
  { reference, other, group }: { reference: string; other: string; group: string },
  query: Partial<ItemQuery>,
): string {
  return itemsHref(studyId, { system: reference, against: other, group, ...query })
}

/** The address of one item of a list: with the filters, so that the one before and the one after it are known there. */
export function itemHref(studyId: string, number: number, query: Partial<ItemQuery>): string {
  const list = itemsHref(studyId, query)
  const search = list.includes('?') ? list.slice(list.indexOf('?')) : '?show=all'
  return `/studies/${studyId}/items/${number}${search}`
}

/** The address of a list of items. */
export function itemsHref(studyId: string, query: Partial<ItemQuery>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== DEFAULTS[name]) search.set(name, String(value))
  return `/studies/${studyId}/items${search.size > 0 ? `?${search}` : ''}`
}
