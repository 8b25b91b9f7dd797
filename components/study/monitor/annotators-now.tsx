import Link from 'next/link'
import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { Section } from '@/components/ui/section'
import { NumberCell, Table } from '@/components/ui/table'
import { Beside, Note, Prose, Tag } from '@/components/ui/text'
import type { MonitoredAnnotator } from '@/lib/monitor/read-annotators'
import { count } from '@/lib/numbers/count'
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
    <Section aria-labelledby="annotators">
      <h2 id="annotators">Annotators</h2>
      {annotators.length === 0 ? (
        <Prose>
          Nobody has joined yet.{' '}
          <Link prefetch={false} href={all}>
            Make a link
          </Link>{' '}
          and send it to the people who are to judge.
        </Prose>
      ) : (
        <>
          <Note>
            {annotators.length > shown.length
              ? `${shown.length} of ${annotators.length}: those seen last, and those who need a look.`
              : `${count(annotators.length, 'annotator')}, those seen last first.`}{' '}
            Median active seconds of the last 100. Times are in UTC.{' '}
            <Link prefetch={false} href={all}>
              All annotators
            </Link>
          </Note>
          <ScrollX label="Annotators seen last" className="mt-5">
            <Table>
              <thead>
                <tr>
                  <th scope="col">Code</th>
                  <th scope="col">Group</th>
                  <NumberCell scope="col" as="th">
                    Judgments
                  </NumberCell>
                  {isCapped && (
                    <NumberCell scope="col" as="th">
                      Of the cap
                    </NumberCell>
                  )}
                  <NumberCell scope="col" as="th">
                    Shared set
                  </NumberCell>
                  <NumberCell scope="col" as="th">
                    Median s
                  </NumberCell>
                  <NumberCell scope="col" as="th">
                    Last verdict
                  </NumberCell>
                  <th scope="col">Now</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((row) => (
                  <Row key={row.id} href={`${all}/${row.id}`} row={row} now={now} />
                ))}
              </tbody>
            </Table>
          </ScrollX>
        </>
      )}
    </Section>
  )
}

function Row({ href, row, now }: { href: string; row: MonitoredAnnotator; now: Date }) {
  const { code, kind, group, judgments, done, cap, shared, sharedDone, medianSeconds, lastVerdictAt } = row
  return (
    <tr>
      <th scope="row">
        <RowsLink prefetch={false} href={href}>
          {code}
        </RowsLink>
        {kind === 'LLM' && <Tag className="ml-2">model</Tag>}
      </th>
      <td>{group}</td>
      <NumberCell>{judgments.toLocaleString('en')}</NumberCell>
      {cap !== null && (
        <NumberCell>
          {done.toLocaleString('en')} <Beside>of {cap.toLocaleString('en')}</Beside>
        </NumberCell>
      )}
      <NumberCell>
        {shared === 0 ? (
          <span className="text-ink-3">–</span>
        ) : (
          <>
            {sharedDone} <Beside>of {shared}</Beside>
          </>
        )}
      </NumberCell>
      <NumberCell>
        {medianSeconds === null ? <span className="text-ink-3">–</span> : Math.round(medianSeconds)}
      </NumberCell>
      <NumberCell className="whitespace-nowrap">{lastVerdictAt ? when(lastVerdictAt, now) : 'never'}</NumberCell>
      <td>{nowWords(row.now, now)}</td>
    </tr>
  )
}
