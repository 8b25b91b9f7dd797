import Link from 'next/link'
import { percent } from '@/components/charts/percent'
import { ScrollX } from '@/components/ui/scroll-x'
import type { DisputedItem } from '@/lib/analysis/deep/disagreement'
import { itemsHref } from '@/lib/analysis/item-query'

type Props = { studyId: string; items: DisputedItem[]; openings: ReadonlyMap<number, string> }

/** The items on which annotators agree least. */
export function Disputed({ studyId, items, openings }: Props) {
  if (items.length === 0) return null
  return (
    <section className="section" aria-labelledby="disputed">
      <h2 id="disputed">Items nobody agrees on</h2>
      <ScrollX label="Items with the lowest agreement">
        <table className="data disputed">
          <caption>
            Lowest tie-discounted agreement first.{' '}
            <Link href={itemsHref(studyId, { show: 'any' })}>All items with a disagreement</Link>
          </caption>
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col">Prompt</th>
              <th scope="col" className="num">
                Labels: one · tie · other
              </th>
              <th scope="col" className="num">
                Agreement, %
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ number, prompt, labels, agreement }) => (
              <tr key={number}>
                <th scope="row">
                  <Link className="rows" href={`/studies/${studyId}/items/${number}`}>
                    {number}
                  </Link>
                </th>
                <td className="opening">
                  <span className="quiet">{prompt}</span> {openings.get(number)}
                </td>
                <td className="num">{labels.join(' · ')}</td>
                <td className="num">{percent(agreement)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}
