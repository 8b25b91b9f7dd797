import { PaceBars } from '@/components/study/monitor/pace-bars'
import { Section } from '@/components/ui/section'
import { NumberCell, Table } from '@/components/ui/table'
import type { Pace as PaceRows } from '@/lib/monitor/read-pace'
import { count } from '@/lib/numbers/count'
import { clock, weekday } from './dates'

/** How fast judgments come in: by hour today, and by day. Times are in UTC. */
export function Pace({ pace: { hours, days }, now }: { pace: PaceRows; now: Date }) {
  const before = days.length - 1
  return (
    <Section aria-labelledby="pace">
      <h2 id="pace">Pace</h2>
      <div className="grid grid-cols-[minmax(0,33rem)_minmax(0,1fr)] items-start gap-x-16 gap-y-8 max-lg:grid-cols-[minmax(0,1fr)]">
        <figure>
          <PaceBars hours={hours} now={now} hasUsual={before > 0} />
          <figcaption className="mt-2 font-sans text-xs/[1.55]">
            Judgments per hour (UTC), today until {clock(now)}; practice is not counted.
            {before > 0 && ` Rule: median of that hour over the ${before === 1 ? 'day' : `${before} days`} before.`} The
            hour in progress is pale.
          </figcaption>
        </figure>
        <Table className="[&_:is(td,th)]:py-[0.3rem]">
          <caption className="sr-only">Judgments by day, with active seconds</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <NumberCell scope="col" as="th">
                Judgments
              </NumberCell>
              <NumberCell scope="col" as="th">
                Annotators
              </NumberCell>
              <NumberCell scope="col" as="th">
                Median s
              </NumberCell>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, judgments, annotators, medianSeconds }, index) => (
              <tr key={day}>
                <th scope="row">
                  {index === 0 ? `Today, until ${clock(now)}` : weekday(new Date(`${day}T12:00:00Z`))}
                </th>
                <NumberCell>{judgments.toLocaleString('en')}</NumberCell>
                <NumberCell>{annotators.toLocaleString('en')}</NumberCell>
                <NumberCell>{medianSeconds === null ? '–' : Math.round(medianSeconds)}</NumberCell>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      <p className="sr-only">{count(days[0]?.judgments ?? 0, 'judgment')} today.</p>
    </Section>
  )
}
