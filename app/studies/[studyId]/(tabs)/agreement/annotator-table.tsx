import { Icon } from '@/components/ui/icon'
import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import { Beside } from '@/components/ui/text'
import type { ShownAnnotator } from '@/lib/agreement/show-annotators'
import type { Shown } from '@/lib/figures/agreement-rows'
import { annotatorLinks } from '@/lib/figures/annotators'
import { NONE } from '@/lib/figures/cells'
import type { Concern } from '@/lib/monitor/concerns'
import { pValue } from '@/lib/numbers/p-value'
import { percent, percentRange, wholeNumber } from '@/lib/numbers/percent'
import { annotatorFlags } from './flags'

const NUMBERS = [
  ...['Judgments', 'With plurality, %', 'Items', 'Left, %', 'Ties, %', 'Median s'],
  ...['Repeats same', 'Checks missed', 'Dawid–Skene'],
]

type Props = {
  studyId: string
  shown: Shown
  rows: readonly ShownAnnotator[]
  /** What the monitor says of them, by their codes. */
  concerns: ReadonlyMap<string, readonly Concern[]>
}

/** How each annotator judges, beside the others. Flags are to look into: nobody is left out by them. */
export function AnnotatorTable({ studyId, shown, rows, concerns }: Props) {
  return (
    <section className="mt-5" aria-label="Annotators, in numbers">
      <ScrollX label="Annotators">
        <Table className="min-w-[64rem] [&_:is(td,th):last-child]:min-w-60 [&_td:nth-child(2)]:min-w-36">
          <caption>
            Agreement with the plurality of at least two others is tie-discounted and of the items chosen above, with
            its 95% interval by item. Left: of decided verdicts.
          </caption>
          <TableHead words={['Code', 'Group']} numbers={NUMBERS} after={['Flags']} />
          <tbody>
            {rows.map((row) => (
              <AnnotatorLine
                key={row.code}
                studyId={studyId}
                shown={shown}
                row={row}
                concerns={concerns.get(row.code) ?? []}
              />
            ))}
          </tbody>
        </Table>
      </ScrollX>
    </section>
  )
}

type LineProps = { studyId: string; shown: Shown; row: ShownAnnotator; concerns: readonly Concern[] }

function AnnotatorLine({ studyId, shown, row, concerns }: LineProps) {
  const { code, group, simulated, missing } = row
  return (
    <tr>
      <th scope="row">
        <RowsLink href={missing ? null : annotatorLinks(studyId, shown, row).judgments}>{code}</RowsLink>
      </th>
      <td>
        {group}
        {simulated && <span className="text-ink-2"> simulated</span>}
      </td>
      {missing ? (
        <td colSpan={NUMBERS.length + 1} className="text-ink-2">
          {missing}
        </td>
      ) : (
        <Numbers studyId={studyId} shown={shown} row={row} concerns={concerns} />
      )}
    </tr>
  )
}

function Numbers({ studyId, shown, row, concerns }: LineProps) {
  const { judgments, agreement, left, ties, seconds, repeats, checks, accuracy } = row
  const plurality = agreement?.plurality ?? null
  const links = annotatorLinks(studyId, shown, row)
  return (
    <>
      <Cell href={links.judgments} text={wholeNumber(judgments)} />
      <NumberCell>
        {plurality ? <RowsLink href={links.plurality}>{percent(plurality.agreement)}</RowsLink> : NONE}
        {plurality?.interval && <Beside className="ml-2 text-ink-2">{percentRange(plurality.interval)}</Beside>}
      </NumberCell>
      <Cell href={links.plurality} text={plurality && wholeNumber(plurality.items)} />
      <Cell href={links.left} text={left && share(left.share)} />
      <Cell href={links.ties} text={ties && share(ties.share)} />
      <Cell href={links.seconds} text={seconds === null ? null : seconds.toFixed(0)} />
      <Cell href={links.repeats} text={repeats.judged > 0 ? `${repeats.same} of ${repeats.judged}` : null} />
      <NumberCell>{checks.judged > 0 ? <Checks of={checks} links={links} /> : NONE}</NumberCell>
      <Cell href={links.accuracy} text={accuracy === null ? null : accuracy.toFixed(2)} />
      <td>
        <Flags row={row} concerns={concerns} />
      </td>
    </>
  )
}

const share = (of: number) => String(Math.round(100 * of))

type ChecksProps = { of: ShownAnnotator['checks']; links: ReturnType<typeof annotatorLinks> }

function Checks({ of: { judged, missed }, links }: ChecksProps) {
  return (
    <>
      <RowsLink href={missed === 0 ? null : links.missed}>{wholeNumber(missed)}</RowsLink> of{' '}
      <RowsLink href={links.checks}>{wholeNumber(judged)}</RowsLink>
    </>
  )
}

function Cell({ href, text }: { href: string; text: string | null }) {
  return <NumberCell>{text === null ? NONE : <RowsLink href={href}>{text}</RowsLink>}</NumberCell>
}

function Flags({ row, concerns }: Pick<LineProps, 'row' | 'concerns'>) {
  const flags = annotatorFlags(row, concerns)
  if (flags.length === 0) return NONE
  return (
    <>
      <span className="text-caution">
        <Icon name="caution" />
      </span>{' '}
      {flags.map((flag) => flag.replace('{p}', pValue(row.leftP))).join(' ')}
    </>
  )
}
