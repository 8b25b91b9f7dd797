import { pEquals } from '@/components/charts/p-value'
import { percent, percentRange } from '@/components/charts/percent'
import { ScrollX } from '@/components/ui/scroll-x'
import type { Bias, BiasEffect } from '@/lib/analysis/deep/bias'
import type { Estimate } from '@/lib/stats/estimate'

/** What side and length have to do with the verdicts, and what scores would be without them. */
export function BiasPanel({ bias: { position, length, longer, controlled, swaps, consistency } }: { bias: Bias }) {
  return (
    <section className="section with-margin" aria-labelledby="bias">
      <div>
        <h2 id="bias">Side and length</h2>
        <ul className="bias-list">
          <li>{effectWords('Standing left', position)}</li>
          <li>{effectWords('Being longer', length)}</li>
          <li>
            {longer.defined
              ? `Of decided verdicts between responses of unequal length, ${percent(longer.value.share)}% (${percentRange(longer.value.interval)}) prefer the longer one.`
              : longer.reason}
          </li>
          <li>
            {consistency.defined
              ? `Judged in both orders, ${percent(consistency.value.share)}% of verdicts were the same; ${swaps.firstTwice} times the left was chosen twice, ${swaps.secondTwice} times the right.`
              : consistency.reason}
          </li>
        </ul>
        {controlled.length > 0 && (
          <ScrollX label="Scores at equal length and without a side">
            <table className="data">
              <caption>
                Score of the first system, ties as half, as it is and as the model has it at equal length and without a
                side.
              </caption>
              <thead>
                <tr>
                  <th scope="col">System</th>
                  <th scope="col">Against</th>
                  <th scope="col" className="num">
                    Score, %
                  </th>
                  <th scope="col" className="num">
                    Controlled, %
                  </th>
                </tr>
              </thead>
              <tbody>
                {controlled.map(({ first, second, raw, controlled: without }) => (
                  <tr key={`${first} ${second}`}>
                    <th scope="row">{first}</th>
                    <td>{second}</td>
                    <td className="num">{percent(raw)}</td>
                    <td className="num">{percent(without)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollX>
        )}
      </div>
      <aside className="margin" aria-label="What this means">
        <p>
          <strong>An association.</strong> Longer may be better: that longer responses are preferred does not show that
          they are preferred because they are longer.
        </p>
      </aside>
    </section>
  )
}

function effectWords(what: string, effect: Estimate<BiasEffect>): string {
  if (!effect.defined) return `${what}: ${effect.reason}`
  const { effect: size, interval, p } = effect.value
  const limits = interval.map((limit) => limit.toFixed(2)).join(' to ')
  return `${what} changes the log-odds by ${size.toFixed(2)} (${limits}, clustered by prompt; ${pEquals(p)}), in the Bradley–Terry model with ties as half.`
}
