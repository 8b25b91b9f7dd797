import { PaceBars } from '@/components/study/monitor/pace-bars'
import { count } from '@/components/ui/count'
import type { Pace as PaceRows } from '@/lib/monitor/read-pace'
import { clock, weekday } from './dates'

/** How fast judgments come in: by hour today, and by day. Times are in UTC. */
export function Pace({ pace: { hours, days }, now }: { pace: PaceRows; now: Date }) {
  const before = days.length - 1
  return (
    <section className="section" aria-labelledby="pace">
      <h2 id="pace">Pace</h2>
      <div className="pace">
        <figure>
          <PaceBars hours={hours} now={now} hasUsual={before > 0} />
          <figcaption>
            Judgments per hour (UTC), today until {clock(now)}; practice is not counted.
            {before > 0 && ` Rule: median of that hour over the ${before === 1 ? 'day' : `${before} days`} before.`} The
            hour in progress is pale.
          </figcaption>
        </figure>
        <table className="data days">
          <caption className="sr">Judgments by day, with active seconds</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col" className="num">
                Judgments
              </th>
              <th scope="col" className="num">
                Annotators
              </th>
              <th scope="col" className="num">
                Median s
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, judgments, annotators, medianSeconds }, index) => (
              <tr key={day}>
                <th scope="row">
                  {index === 0 ? `Today, until ${clock(now)}` : weekday(new Date(`${day}T12:00:00Z`))}
                </th>
                <td className="num">{judgments.toLocaleString('en')}</td>
                <td className="num">{annotators.toLocaleString('en')}</td>
                <td className="num">{medianSeconds === null ? '–' : Math.round(medianSeconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="sr">{count(days[0]?.judgments ?? 0, 'judgment')} today.</p>
    </section>
  )
}
