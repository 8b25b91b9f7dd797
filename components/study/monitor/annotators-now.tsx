import Link from 'next/link'
import { count } from '@/components/ui/count'
import { ScrollX } from '@/components/ui/scroll-x'
import type { MonitoredAnnotator } from '@/lib/monitor/read-annotators'
import { when } from './dates'
import { nowWords } from './now-words'
import { pickAnnotators } from './pick-annotators'

type Props = {
  studyId: string
  annotators: readonly MonitoredAnnotator[]
  concerning: ReadonlySet<string>
  now: Date
}

/** The annotators seen last and those who need a look: how far they are, and what they are at. */
export function AnnotatorsNow({ studyId, annotators, concerning, now }: Props) {
  const shown = pickAnnotators(annotators, concerning)
  const isCapped = shown.some(({ cap }) => cap !== null)
  const all = `/studies/${studyId}/annotators`
  return (
    <section className="section" aria-labelledby="annotators">
      <h2 id="annotators">Annotators</h2>
      {annotators.length === 0 ? (
        <p className="prose">
          Nobody has joined yet.{' '}
          <Link prefetch={false} href={all}>
            Make a link
          </Link>{' '}
          and send it to the people who are to judge.
        </p>
      ) : (
        <>
          <p className="note">
            {annotators.length > shown.length
              ? `${shown.length} of ${annotators.length}: those seen last, and those who need a look.`
              : `${count(annotators.length, 'annotator')}, those seen last first.`}{' '}
            Median active seconds of the last 100. Times are in UTC.{' '}
            <Link prefetch={false} href={all}>
              All annotators
            </Link>
          </p>
          <ScrollX label="Annotators seen last" className="section-tight">
            <table className="data">
              <thead>
                <tr>
                  <th scope="col">Code</th>
                  <th scope="col">Group</th>
                  <th scope="col" className="num">
                    Judgments
                  </th>
                  {isCapped && (
                    <th scope="col" className="num">
                      Of the cap
                    </th>
                  )}
                  <th scope="col" className="num">
                    Shared set
                  </th>
                  <th scope="col" className="num">
                    Median s
                  </th>
                  <th scope="col" className="num">
                    Last verdict
                  </th>
                  <th scope="col">Now</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((row) => (
                  <Row key={row.id} href={`${all}/${row.id}`} row={row} now={now} />
                ))}
              </tbody>
            </table>
          </ScrollX>
        </>
      )}
    </section>
  )
}

function Row({ href, row, now }: { href: string; row: MonitoredAnnotator; now: Date }) {
  const { code, group, judgments, done, cap, shared, sharedDone, medianSeconds, lastVerdictAt } = row
  return (
    <tr>
      <th scope="row">
        <Link prefetch={false} className="rows" href={href}>
          {code}
        </Link>
      </th>
      <td>{group}</td>
      <td className="num">{judgments.toLocaleString('en')}</td>
      {cap !== null && (
        <td className="num">
          {done.toLocaleString('en')} <span className="ci">of {cap.toLocaleString('en')}</span>
        </td>
      )}
      <td className="num">
        {shared === 0 ? (
          <span className="faint">–</span>
        ) : (
          <>
            {sharedDone} <span className="ci">of {shared}</span>
          </>
        )}
      </td>
      <td className="num">{medianSeconds === null ? <span className="faint">–</span> : Math.round(medianSeconds)}</td>
      <td className="num whitespace-nowrap">{lastVerdictAt ? when(lastVerdictAt, now) : 'never'}</td>
      <td>{nowWords(row.now, now)}</td>
    </tr>
  )
}
