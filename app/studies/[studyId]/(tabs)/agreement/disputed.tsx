import Link from 'next/link'
import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { Section } from '@/components/ui/section'
import { NumberCell, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import type { ShownAgreement } from '@/lib/agreement/show-agreement'
import { itemsHref } from '@/lib/explorer/item-query'
import { ofShown } from '@/lib/figures/agreement-rows'
import { percent, wholeNumber } from '@/lib/numbers/percent'

type Props = { studyId: string; shown: ShownAgreement; openings: ReadonlyMap<number, string> }

/** The items on which annotators agree least; none on which they all agree. */
export function Disputed({ studyId, shown, openings }: Props) {
  const { items: shared, disputed } = shown
  if (shared === 0) return null
  return (
    <Section aria-labelledby="disputed">
      <h2 id="disputed">Items with the most disagreement</h2>
      {disputed.length === 0 ? (
        <p className="text-ink-2">On every item that two annotators judged, all verdicts are the same.</p>
      ) : (
        <ScrollX label="Items with the lowest agreement">
          <Table>
            <caption>
              Lowest tie-discounted agreement first. An item is a single prompt: its agreement has no interval by
              prompt, and rests on as few pairs of labels as are said.{' '}
              <Link href={itemsHref(studyId, { show: 'any', ...ofShown(shown) })}>All items with a disagreement</Link>
            </caption>
            <TableHead
              words={['Item', 'Prompt']}
              numbers={['Labels: one · tie · other', 'Label pairs', 'Agreement, %']}
            />
            <tbody>
              {disputed.map(({ item, prompt, labels, pairs, agreement }) => {
                const href = `/studies/${studyId}/items/${item}`
                return (
                  <tr key={item}>
                    <th scope="row">
                      <RowsLink href={href}>{item}</RowsLink>
                    </th>
                    <td className="min-w-40 max-w-[30rem]">
                      <span className="max-md:line-clamp-3">
                        <span className="text-ink-2">{prompt}</span> {openings.get(Number(item))}
                      </span>
                    </td>
                    <NumberCell>
                      <RowsLink href={href}>{labels.join(' · ')}</RowsLink>
                    </NumberCell>
                    <NumberCell>
                      <RowsLink href={href}>{wholeNumber(pairs)}</RowsLink>
                    </NumberCell>
                    <NumberCell>
                      <RowsLink href={href}>{percent(agreement)}</RowsLink>
                    </NumberCell>
                  </tr>
                )
              })}
            </tbody>
          </Table>
        </ScrollX>
      )}
    </Section>
  )
}
