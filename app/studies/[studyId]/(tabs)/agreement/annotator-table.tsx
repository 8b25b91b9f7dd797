import Link from 'next/link'
import { pValue } from '@/components/charts/p-value'
import { percent, wholeNumber } from '@/components/charts/percent'
import { Icon } from '@/components/ui/icon'
import { ScrollX } from '@/components/ui/scroll-x'
import type { AnnotatorRow } from '@/lib/analysis/deep/annotators'
import { itemsHref } from '@/lib/analysis/item-query'
import { annotatorFlags } from './flags'

/** How each annotator judges, beside the others. Flags are to look into: nobody is left out by them. */
export function AnnotatorTable({ studyId, rows }: { studyId: string; rows: AnnotatorRow[] }) {
  return (
    <section className="section-tight" aria-label="Annotators, in numbers">
      <ScrollX label="Annotators">
        <table className="data annotators">
          <caption>
            Agreement is tie-discounted: with the plurality of at least two others, and of the own group with and
            without them. Left: of decided verdicts.
          </caption>
          <thead>
            <tr>
              <th scope="col">Code</th>
              <th scope="col">Group</th>
              {['Judgments', 'With plurality, %', 'Group with, without, %', 'Left, %'].map((head) => (
                <th scope="col" className="num" key={head}>
                  {head}
                </th>
              ))}
              {['Ties, %', 'Median s', 'Repeats same', 'Checks missed', 'Dawid–Skene'].map((head) => (
                <th scope="col" className="num" key={head}>
                  {head}
                </th>
              ))}
              <th scope="col">Flags</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <AnnotatorLine key={row.code} studyId={studyId} row={row} />
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}

function AnnotatorLine({ studyId, row }: { studyId: string; row: AnnotatorRow }) {
  const { code, group, simulated, judgments, plurality, groupWithout, left, ties, seconds, repeats, checks, accuracy } =
    row
  const flags = annotatorFlags(row)
  return (
    <tr>
      <th scope="row">
        <Link className="rows" href={itemsHref(studyId, { annotator: code })}>
          {code}
        </Link>
      </th>
      <td>
        {group}
        {simulated && <span className="quiet"> simulated</span>}
      </td>
      <td className="num">{wholeNumber(judgments)}</td>
      <td className="num">{plurality === null ? '–' : percent(plurality)}</td>
      <td className="num">{groupWithout ? `${percent(groupWithout.with)}, ${percent(groupWithout.without)}` : '–'}</td>
      <td className="num">{left ? Math.round(100 * left.share) : '–'}</td>
      <td className="num">{ties ? Math.round(100 * ties.share) : '–'}</td>
      <td className="num">{seconds === null ? '–' : seconds.toFixed(0)}</td>
      <td className="num">{repeats.judged > 0 ? `${repeats.same} of ${repeats.judged}` : '–'}</td>
      <td className="num">{checks.judged > 0 ? `${checks.missed} of ${checks.judged}` : '–'}</td>
      <td className="num">{accuracy === null ? '–' : accuracy.toFixed(2)}</td>
      <td>
        {flags.length === 0 ? (
          '–'
        ) : (
          <>
            <span className="is-caution">
              <Icon name="caution" />
            </span>{' '}
            {flags.map((flag) => flag.replace('{p}', pValue(row.leftP))).join(' ')}
          </>
        )}
      </td>
    </tr>
  )
}
