import type { Metadata } from 'next'
import Link from 'next/link'
import { itemWords, judgmentWords } from '@/components/study/count-words'
import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { Note, Standfirst, Tag } from '@/components/ui/text'
import { countStudy } from '@/lib/counts/study-counts'
import { type ItemChoices, readItemChoices } from '@/lib/explorer/item-choices'
import { type ItemQuery, itemHref, itemsHref, toItemQuery } from '@/lib/explorer/item-query'
import { ITEMS_A_PAGE, type ItemList, type ItemRow, listItems } from '@/lib/explorer/list-items'
import { mayReadItems, readVisibility } from '@/lib/looks/looks'
import { count } from '@/lib/numbers/count'
import { pageAccess } from '@/lib/server/page'
import { ItemsCovered, Withheld } from '../results/withheld'
import { Filters } from './filters'

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
  if (!(await mayReadItems(access)))
    return (
      <>
        <h1>Items</h1>
        <ItemsCovered />
      </>
    )
  const query = toItemQuery(await searchParams)
  const [list, choices, counts] = await Promise.all([
    listItems(access, query),
    readItemChoices(access, query.criterion),
    countStudy(access),
  ])
  return (
    <>
      <h1>Items</h1>
      <Standfirst>{standfirst(list, query, choices.protocol)}</Standfirst>
      <Note>
        The study has {itemWords(counts.items)}. {judgmentWords(counts)} Those of excluded annotators and planned
        repeats are listed when asked for; practice and what could not be judged are no judgments. Open an item to read
        its responses and every verdict.
      </Note>
      <Filters action={`/studies/${studyId}/items`} query={query} choices={choices} />
      {list.rows.length === 0 ? (
        <p className="text-ink-2">No item is like this. Loosen a filter.</p>
      ) : (
        <ItemTable studyId={studyId} rows={list.rows} query={query} choices={choices} />
      )}
      <Pages studyId={studyId} query={query} total={list.items} />
    </>
  )
}

/** How much there is: the judgments are those that a number which opens the list rests on. */
function standfirst(
  { items, judgments, pairs }: ItemList,
  { order }: ItemQuery,
  protocol: ItemChoices['protocol'],
): string {
  const isRating = protocol === 'RATING'
  const labels = pairs === null ? '' : `, ${count(pairs, 'pair')} of labels`
  const first =
    order === 'seconds'
      ? 'the fastest first'
      : `those that ${isRating ? 'differ most in their ratings' : 'were judged both ways'} first`
  const rests = judgments === 0 ? '' : ` with ${count(judgments, isRating ? 'rating' : 'judgment')}`
  return `${count(items, 'item')}${rests}${labels}, ${first}.`
}

type TableProps = { studyId: string; rows: ItemRow[]; query: ItemQuery; choices: ItemChoices }

function ItemTable({ studyId, rows, query, choices: { protocol, options } }: TableProps) {
  const { annotator } = query
  const isRating = protocol === 'RATING'
  return (
    <ScrollX label="Items">
      <Table className="md:min-w-[60rem]">
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Prompt</th>
            <th scope="col" className="max-md:hidden">
              Category
            </th>
            <th scope="col">System</th>
            {!isRating && <th scope="col">Against</th>}
            <NumberCell scope="col" as="th">
              {isRating ? options.map(({ label }) => label).join(' · ') : 'Won · tied · lost'}
            </NumberCell>
            {annotator && (
              <NumberCell scope="col" as="th">
                Seconds, {annotator}
              </NumberCell>
            )}
            <NumberCell scope="col" as="th" className="max-md:hidden">
              Flags
            </NumberCell>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ number, kind, prompt, category, opening, system, against, flags, seconds, ...row }) => (
            <tr key={number}>
              <th scope="row">
                <RowsLink href={itemHref(studyId, number, query)}>{number}</RowsLink>
              </th>
              <td className="min-w-40 max-w-[30rem]">
                <span className="max-md:line-clamp-2">
                  <span className="text-ink-2">{prompt}</span> {opening}
                </span>
                {kind !== 'regular' && <Tag>{kind}</Tag>}
              </td>
              <td className="max-md:hidden">{category}</td>
              <td>{system}</td>
              {!isRating && <td>{against}</td>}
              <NumberCell>{(isRating ? row.counts : [row.wins, row.ties, row.losses]).join(' · ')}</NumberCell>
              {annotator && <NumberCell>{seconds.map((one) => one.toFixed(0)).join(' · ')}</NumberCell>}
              <NumberCell className="max-md:hidden">{flags}</NumberCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

function Pages({ studyId, query, total }: { studyId: string; query: ItemQuery; total: number }) {
  const last = Math.max(1, Math.ceil(total / ITEMS_A_PAGE))
  if (last === 1) return null
  return (
    <nav className="flex flex-wrap items-center gap-[0.6rem] mt-4" aria-label="Pages">
      {query.page > 1 && (
        <Link className="print:hidden" href={itemsHref(studyId, { ...query, page: query.page - 1 })}>
          Previous
        </Link>
      )}
      <span className="text-ink-2">
        Page {query.page} of {last}
      </span>
      {query.page < last && (
        <Link className="print:hidden" href={itemsHref(studyId, { ...query, page: query.page + 1 })}>
          Next
        </Link>
      )}
    </nav>
  )
}
