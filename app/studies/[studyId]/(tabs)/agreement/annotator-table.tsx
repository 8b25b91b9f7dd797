import { pValue } from '@/components/charts/p-value'
import { percent, percentRange, wholeNumber } from '@/components/charts/percent'
import { ofSet } from '@/components/figures/agreement-rows'
import { NONE } from '@/components/figures/cells'
import { Icon } from '@/components/ui/icon'
import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { TableHead } from '@/components/ui/table-head'
import type { ShownAgreement } from '@/lib/analysis/deep/show-agreement'
import type { ShownAnnotator } from '@/lib/analysis/deep/show-annotators'
import { itemsHref } from '@/lib/analysis/item-query'
import { annotatorFlags } from './flags'

const NUMBERS = [
  ...['Judgments', 'With plurality, %', 'Items', 'Left, %', 'Ties, %', 'Median s'],
  ...['Repeats same', 'Checks missed', 'Dawid–Skene'],
]

type Props = { studyId: string; set: ShownAgreement['set']; rows: readonly ShownAnnotator[] }

/** How each annotator judges, beside the others. Flags are to look into: nobody is left out by them. */
export function AnnotatorTable({ studyId, set, rows }: Props) {
  return (
    <section className="section-tight" aria-label="Annotators, in numbers">
      <ScrollX label="Annotators">
        <table className="data annotators">
          <caption>
            Agreement with the plurality of at least two others is tie-discounted and of the items chosen above, with
            its 95% interval by item. Left: of decided verdicts.
          </caption>
          <TableHead words={['Code', 'Group']} numbers={NUMBERS} after={['Flags']} />
          <tbody>
            {rows.map((row) => (
              <AnnotatorLine key={row.code} studyId={studyId} set={set} row={row} />
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}

function AnnotatorLine({ studyId, set, row }: { studyId: string; set: Props['set']; row: ShownAnnotator }) {
  const { code, group, simulated, missing } = row
  return (
    <tr>
      <th scope="row">
        <RowsLink href={missing ? null : itemsHref(studyId, { annotator: code })}>{code}</RowsLink>
      </th>
      <td>
        {group}
        {simulated && <span className="quiet"> simulated</span>}
      </td>
      {missing ? (
        <td colSpan={NUMBERS.length + 1} className="quiet">
          {missing}
        </td>
      ) : (
        <Numbers studyId={studyId} set={set} row={row} />
      )}
    </tr>
  )
}

function Numbers({ studyId, set, row }: { studyId: string; set: Props['set']; row: ShownAnnotator }) {
  const { code, judgments, agreement, left, ties, seconds, repeats, checks, accuracy } = row
  const plurality = agreement?.plurality ?? null
  const own = itemsHref(studyId, { annotator: code })
  const onSet = itemsHref(studyId, { annotator: code, ...ofSet(set) })
  return (
    <>
      <Cell href={own} text={wholeNumber(judgments)} />
      <td className="num">
        {plurality ? <RowsLink href={onSet}>{percent(plurality.agreement)}</RowsLink> : NONE}
        {plurality?.interval && <span className="ci">{percentRange(plurality.interval)}</span>}
      </td>
      <Cell href={onSet} text={plurality && wholeNumber(plurality.items)} />
      <Cell href={own} text={left && share(left.share)} />
      <Cell href={itemsHref(studyId, { annotator: code, outcome: 'tie' })} text={ties && share(ties.share)} />
      <Cell href={own} text={seconds === null ? null : seconds.toFixed(0)} />
      <Cell href={own} text={repeats.judged > 0 ? `${repeats.same} of ${repeats.judged}` : null} />
      <Cell href={own} text={checks.judged > 0 ? `${checks.missed} of ${checks.judged}` : null} />
      <Cell href={own} text={accuracy === null ? null : accuracy.toFixed(2)} />
      <td>
        <Flags row={row} />
      </td>
    </>
  )
}

const share = (of: number) => String(Math.round(100 * of))

function Cell({ href, text }: { href: string; text: string | null }) {
  return <td className="num">{text === null ? NONE : <RowsLink href={href}>{text}</RowsLink>}</td>
}

function Flags({ row }: { row: ShownAnnotator }) {
  const flags = annotatorFlags(row)
  if (flags.length === 0) return NONE
  return (
    <>
      <span className="is-caution">
        <Icon name="caution" />
      </span>{' '}
      {flags.map((flag) => flag.replace('{p}', pValue(row.leftP))).join(' ')}
    </>
  )
}
