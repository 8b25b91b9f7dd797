import type { Metadata } from 'next'
import Link from 'next/link'
import { itemWords, judgmentWords } from '@/components/study/count-words'
import { count } from '@/components/ui/count'
import { ScrollX } from '@/components/ui/scroll-x'
import { countStudy } from '@/lib/counts/study-counts'
import { readItemChoices } from '@/lib/explorer/item-choices'
import { type ItemQuery, itemsHref, toItemQuery } from '@/lib/explorer/item-query'
import { ITEMS_A_PAGE, type ItemList, type ItemRow, listItems } from '@/lib/explorer/list-items'
import { readVisibility } from '@/lib/looks/looks'
import { pageAccess } from '@/lib/server/page'
import { Withheld } from '../results/withheld'
import { Filters } from './filters'
import './items.css'

export const metadata: Metadata = { title: 'Items' }

export default async function ItemsPage({ params, searchParams }: PageProps<'/studies/[studyId]/items'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'study:results')
  const visibility = await readVisibility(access)
  if (visibility.shown === 'hidden')
    return (
      <>
        <h1>Items</h1>
        <Withheld studyId={studyId} visibility={visibility} />
      </>
    )
  const query = toItemQuery(await searchParams)
  const [list, choices, counts] = await Promise.all([
    listItems(access, query),
    readItemChoices(access),
    countStudy(access),
  ])
  return (
    <>
      <h1>Items</h1>
      <p className="standfirst">{standfirst(list, query)}</p>
      <p className="note">
        The study has {itemWords(counts.items)}. {judgmentWords(counts)} Those of annotators left out and planned
        repeats are listed when asked for; practice and what could not be judged are no judgments. Open an item to read
        its responses and every verdict.
      </p>
      <Filters action={`/studies/${studyId}/items`} query={query} choices={choices} />
      {list.rows.length === 0 ? (
        <p className="quiet">No item is like this. Loosen a filter.</p>
      ) : (
        <Table studyId={studyId} rows={list.rows} annotator={query.annotator} />
      )}
      <Pages studyId={studyId} query={query} total={list.items} />
    </>
  )
}

/** How much there is: the judgments are those that a number which opens the list rests on. */
function standfirst({ items, judgments, pairs }: ItemList, { order }: ItemQuery): string {
  const labels = pairs === null ? '' : `, ${count(pairs, 'pair')} of labels`
  const first = order === 'seconds' ? 'the fastest first' : 'those that were judged both ways first'
  const rests = judgments === 0 ? '' : ` with ${count(judgments, 'judgment')}`
  return `${count(items, 'item')}${rests}${labels}, ${first}.`
}

type TableProps = { studyId: string; rows: ItemRow[]; annotator: string | null }

function Table({ studyId, rows, annotator }: TableProps) {
  return (
    <ScrollX label="Items">
      <table className="data items">
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Prompt</th>
            <th scope="col">Category</th>
            <th scope="col">System</th>
            <th scope="col">Against</th>
            <th scope="col" className="num">
              Won · tied · lost
            </th>
            {annotator && (
              <th scope="col" className="num">
                Seconds, {annotator}
              </th>
            )}
            <th scope="col" className="num">
              Flags
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(
            ({ number, kind, prompt, category, opening, system, against, wins, ties, losses, flags, seconds }) => (
              <tr key={number}>
                <th scope="row">
                  <Link className="rows" href={`/studies/${studyId}/items/${number}`}>
                    {number}
                  </Link>
                </th>
                <td className="opening">
                  <span className="quiet">{prompt}</span> {opening}
                  {kind !== 'regular' && <span className="tag">{kind}</span>}
                </td>
                <td>{category}</td>
                <td>{system}</td>
                <td>{against}</td>
                <td className="num">
                  {wins} · {ties} · {losses}
                </td>
                {annotator && <td className="num">{seconds.map((one) => one.toFixed(0)).join(' · ')}</td>}
                <td className="num">{flags}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </ScrollX>
  )
}

function Pages({ studyId, query, total }: { studyId: string; query: ItemQuery; total: number }) {
  const last = Math.max(1, Math.ceil(total / ITEMS_A_PAGE))
  if (last === 1) return null
  return (
    <nav className="row pages" aria-label="Pages">
      {query.page > 1 && (
        <Link className="no-print" href={itemsHref(studyId, { ...query, page: query.page - 1 })}>
          Previous
        </Link>
      )}
      <span className="quiet">
        Page {query.page} of {last}
      </span>
      {query.page < last && (
        <Link className="no-print" href={itemsHref(studyId, { ...query, page: query.page + 1 })}>
          Next
        </Link>
      )}
    </nav>
  )
}
