import Link from 'next/link'
import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { Section } from '@/components/ui/section'
import { NumberCell, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import type { ShownAgreement } from '@/lib/agreement/show-agreement'
import type { ShownAnnotator } from '@/lib/agreement/show-annotators'
import type { AnalysisPage } from '@/lib/analysis/analysis-page'
import { type ItemQuery, itemsHref } from '@/lib/explorer/item-query'
import { ofShown } from '@/lib/figures/agreement-rows'
import { signed } from '@/lib/figures/cells'
import { wholeNumber } from '@/lib/numbers/percent'
import { defined } from '@/lib/stats/estimate'
import { Rate } from './rate'
import { type Drag, draggers } from './words'

/** More lines would be a list of everybody; the files have them all. */
const LISTED = 10

type Props = {
  studyId: string
  shown: ShownAgreement
  rows: readonly ShownAnnotator[]
  people: AnalysisPage['study']['people']
}

/** Who lowers their group’s agreement: what it would be without them, on what figure 1 would rest, where to leave them out. */
export function Dragging({ studyId, shown, rows, people }: Props) {
  const { annotators } = shown
  const all = rows.reduce((sum, { judgments }) => sum + judgments, 0)
  const own = (code: string) => rows.find((row) => row.code === code)?.judgments ?? 0
  if (!annotators.some(({ leaveOneOut }) => leaveOneOut)) return null
  const found = draggers(annotators)
  return (
    <Section aria-labelledby="drag">
      <h2 id="drag">Whose judgments differ most</h2>
      {found.length === 0 ? (
        <p className="text-ink-2">No group would agree more without one of its annotators.</p>
      ) : (
        <ScrollX label="Agreement of groups without one annotator">
          <Table className="[&_tbody_th]:min-w-28">
            <caption>
              Tie-discounted agreement of the group with itself, with and without one annotator at a time; 95% intervals
              clustered by prompt. Most gained first
              {found.length > LISTED && `, ${LISTED} of ${found.length}; the CSV of the annotators has all`}. Nobody is
              left out here: that is decided on the annotator’s page, with a reason, and every caption then says so.
            </caption>
            <TableHead
              words={['Without', 'Group']}
              numbers={[
                ...['With them, %', 'Label pairs', 'Without them, %', 'Label pairs left', 'Points gained'],
                'Figure 1 would rest on',
              ]}
              after={['Exclusion']}
            />
            <tbody>
              {found.slice(0, LISTED).map((drag) => (
                <DragLine
                  key={drag.code}
                  studyId={studyId}
                  shown={shown}
                  drag={drag}
                  rest={`${wholeNumber(all - own(drag.code))} of ${wholeNumber(all)}`}
                  annotatorId={people.find(({ code }) => code === drag.code)?.id ?? null}
                />
              ))}
            </tbody>
          </Table>
        </ScrollX>
      )}
    </Section>
  )
}

type LineProps = { studyId: string; shown: ShownAgreement; drag: Drag; rest: string; annotatorId: string | null }

function DragLine({ studyId, shown, drag, rest, annotatorId }: LineProps) {
  const { code, group, with: whole, without, gain } = drag
  const open = (query: Partial<ItemQuery>) => itemsHref(studyId, { ...query, with: group, ...ofShown(shown) })
  const own = open({ annotator: code })
  const all = open({ group })
  const others = open({ group, without: code })
  return (
    <tr>
      <th scope="row">
        <RowsLink href={own}>{code}</RowsLink>
      </th>
      <td>{group}</td>
      <Rate of={defined(whole)} href={all} />
      <NumberCell>
        <RowsLink href={all}>{wholeNumber(whole.n)}</RowsLink>
      </NumberCell>
      <Rate of={defined(without)} href={others} />
      <NumberCell>
        <RowsLink href={others}>{wholeNumber(without.n)}</RowsLink>
      </NumberCell>
      <NumberCell>
        <RowsLink href={own}>{signed(100 * gain, 1)}</RowsLink>
      </NumberCell>
      <NumberCell>
        <RowsLink href={itemsHref(studyId, { show: 'counted', without: code, criterion: shown.criterion })}>
          {rest}
        </RowsLink>
      </NumberCell>
      <td>
        {annotatorId && (
          <Link className="print:hidden" href={`/studies/${studyId}/annotators/${annotatorId}`}>
            Exclude {code} …
          </Link>
        )}
      </td>
    </tr>
  )
}
