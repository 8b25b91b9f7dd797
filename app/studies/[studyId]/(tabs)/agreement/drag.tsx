import { wholeNumber } from '@/components/charts/percent'
import { ofSet } from '@/components/figures/agreement-rows'
import { signed } from '@/components/figures/cells'
import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { TableHead } from '@/components/ui/table-head'
import type { ShownAgreement } from '@/lib/analysis/deep/show-agreement'
import { itemsHref } from '@/lib/analysis/item-query'
import { defined } from '@/lib/stats/estimate'
import { Rate } from './rate'
import { type Drag, draggers } from './words'

/** More lines would be a list of everybody; the files have them all. */
const LISTED = 10

type Props = { studyId: string; shown: ShownAgreement }

/** Who lowers their group’s agreement: what it would be without them. */
export function Dragging({ studyId, shown: { set, annotators } }: Props) {
  if (!annotators.some(({ leaveOneOut }) => leaveOneOut)) return null
  const found = draggers(annotators)
  return (
    <section className="section" aria-labelledby="drag">
      <h2 id="drag">Who drags it down</h2>
      {found.length === 0 ? (
        <p className="quiet">No group would agree more without one of its annotators.</p>
      ) : (
        <ScrollX label="Agreement of groups without one annotator">
          <table className="data coefficients">
            <caption>
              Tie-discounted agreement of the group with itself, with and without one annotator at a time; 95% intervals
              clustered by prompt. Most gained first
              {found.length > LISTED && `, ${LISTED} of ${found.length}; the CSV of the annotators has all`}.
            </caption>
            <TableHead
              words={['Without', 'Group']}
              numbers={['With them, %', 'Label pairs', 'Without them, %', 'Label pairs left', 'Points gained']}
            />
            <tbody>
              {found.slice(0, LISTED).map((drag) => (
                <DragLine key={drag.code} studyId={studyId} set={set} drag={drag} />
              ))}
            </tbody>
          </table>
        </ScrollX>
      )}
    </section>
  )
}

type LineProps = { studyId: string; set: ShownAgreement['set']; drag: Drag }

function DragLine({ studyId, set, drag: { code, group, with: whole, without, gain } }: LineProps) {
  const own = itemsHref(studyId, { annotator: code, ...ofSet(set) })
  const all = itemsHref(studyId, { group, with: group, ...ofSet(set) })
  return (
    <tr>
      <th scope="row">
        <RowsLink href={own}>{code}</RowsLink>
      </th>
      <td>{group}</td>
      <Rate of={defined(whole)} href={all} />
      <td className="num">
        <RowsLink href={all}>{wholeNumber(whole.n)}</RowsLink>
      </td>
      <Rate of={defined(without)} href={all} />
      <td className="num">
        <RowsLink href={all}>{wholeNumber(without.n)}</RowsLink>
      </td>
      <td className="num">
        <RowsLink href={own}>{signed(100 * gain, 1)}</RowsLink>
      </td>
    </tr>
  )
}
