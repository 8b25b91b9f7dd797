import { oneOf, type SearchParams, wholeOf } from '@/lib/search-params'

const SHOWN = ['current', 'archived', 'rehearsals', 'all'] as const
const ORDERS = ['newest', 'title', 'state'] as const

/** Which studies a start page lists, as its address says. */
export type StudyQuery = {
  /** Words of the title. */
  words: string
  /** `current`: neither put away nor a rehearsal. */
  show: (typeof SHOWN)[number]
  order: (typeof ORDERS)[number]
  page: number
}

export const STUDIES_A_PAGE = 50

/** A query from an address; what it does not say, or says wrongly, is left open. */
export function toStudyQuery(raw: SearchParams): StudyQuery {
  return {
    words: (oneOf(raw, 'words') ?? '').slice(0, 200).trim(),
    show: SHOWN.find((shown) => shown === oneOf(raw, 'show')) ?? 'current',
    order: ORDERS.find((order) => order === oneOf(raw, 'order')) ?? 'newest',
    page: wholeOf(raw, 'page', 1),
  }
}

/** The address of another page of the same list. */
export function studiesHref({ words, show, order }: StudyQuery, page: number): string {
  const search = new URLSearchParams({
    ...(words && { words }),
    ...(show !== 'current' && { show }),
    ...(order !== 'newest' && { order }),
    ...(page > 1 && { page: String(page) }),
  })
  return search.size > 0 ? `/?${search}` : '/'
}
