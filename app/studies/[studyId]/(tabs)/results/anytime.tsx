import { percent, percentRange, wholeNumber } from '@/components/charts/percent'
import { ScrollX } from '@/components/ui/scroll-x'
import type { AnytimeRow } from '@/lib/analysis/anytime'

/** Scores whose intervals hold at any look, for studies whose design allows to look at any time. */
export function Anytime({ rows }: { rows: AnytimeRow[] }) {
  if (rows.length === 0) return null
  return (
    <section className="section" aria-labelledby="anytime">
      <h2 id="anytime">At any time</h2>
      <ScrollX label="Anytime-valid intervals">
        <table className="data">
          <caption>
            Score with ties as half, on each prompt’s first judgment by the group. 95% hedged-betting confidence
            sequence: it holds at all looks at once, so the study may stop once it excludes 50.
          </caption>
          <thead>
            <tr>
              <th scope="col">Group</th>
              <th scope="col">System</th>
              <th scope="col">Against</th>
              <th scope="col" className="num">
                Prompts
              </th>
              <th scope="col" className="num">
                Score, %
              </th>
              <th scope="col">Even</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ group, reference, other, prompts, score, interval, excludedAt }) => (
              <tr key={`${group} ${reference} ${other}`}>
                <td>{group}</td>
                <td>{reference}</td>
                <td>{other}</td>
                <td className="num">{wholeNumber(prompts)}</td>
                <td className="num">
                  {percent(score)} <span className="ci">{percentRange(interval)}</span>
                </td>
                <td>{excludedAt === null ? 'not excluded yet' : `excluded at prompt ${wholeNumber(excludedAt)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}
