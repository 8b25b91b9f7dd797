import Link from 'next/link'
import { type ItemQuery, itemHref, itemsHref } from '@/lib/explorer/item-query'
import type { Neighbours } from '@/lib/explorer/read-neighbours'

type Props = {
  studyId: string
  /** The filters one came with; null for all items in their order. */
  query: ItemQuery | null
  neighbours: Neighbours | null
}

/** Back to the list one came from, and on to the item before or after this one in it. */
export function ListNav({ studyId, query, neighbours }: Props) {
  const beside = (number: number, label: string) => (
    <Link prefetch={false} href={query ? itemHref(studyId, number, query) : `/studies/${studyId}/items/${number}`}>
      {label}
    </Link>
  )
  const { before = null, after = null } = neighbours ?? {}
  return (
    <nav
      className="mb-3 flex flex-wrap items-center gap-x-5 gap-y-1 text-sm text-ink-2 print:hidden"
      aria-label="Items"
    >
      <Link prefetch={false} href={itemsHref(studyId, query ?? {})}>
        {query ? 'Back to the list' : 'All items'}
      </Link>
      {before !== null && beside(before, 'Previous')}
      {neighbours && (
        <span>
          {neighbours.place.toLocaleString('en')} of {neighbours.of.toLocaleString('en')}
        </span>
      )}
      {after !== null && beside(after, 'Next')}
    </nav>
  )
}
