import { shownRatings } from '@/components/figures/ratings'
import { ScrollX } from '@/components/ui/scroll-x'
import type { ModelRatings, Ratings } from '@/lib/analysis/deep/ratings'
import type { Estimate } from '@/lib/stats/estimate'

type Props = { ratings: Ratings; children: React.ReactNode }

/** Ratings under one model as the figure, and every model's numbers below. */
export function Models({ ratings, children }: Props) {
  const { davidson, tiesAsHalf, raoKupper } = ratings
  const shown = shownRatings(ratings)
  return (
    <section aria-labelledby="rated">
      <h2 id="rated" className="sr">
        Ratings
      </h2>
      {shown.defined ? children : <p className="standfirst">No rating: {shown.reason}</p>}
      <ModelTable name="Davidson" of={davidson} />
      <ModelTable name="Ties as half" of={tiesAsHalf} />
      <ModelTable name="Rao–Kupper" of={raoKupper} />
      <p className="note">
        AIC is comparable between Davidson and Rao–Kupper. Online Elo (K = 4, in the order of judging, for comparison
        only): {ratings.elo.map(({ system, rating }) => `${system} ${rating.toFixed(0)}`).join(', ')}.
      </p>
    </section>
  )
}

function ModelTable({ name, of }: { name: string; of: Estimate<ModelRatings> }) {
  if (!of.defined)
    return (
      <p className="note">
        <strong>{name}.</strong> Not defined: {of.reason}
      </p>
    )
  const range = (interval: readonly number[] | null) =>
    interval ? interval.map((limit) => limit.toFixed(0)).join(' to ') : '–'
  return (
    <ScrollX label={`Ratings, ${name}`} className="rating-table">
      <table className="data">
        <caption>
          <strong>{name}.</strong> Elo scale, mean 1000; AIC {of.value.aic.toFixed(1)}.
        </caption>
        <thead>
          <tr>
            <th scope="col">System</th>
            {['Rating', '95%, by prompt', '95%, bootstrap', 'Rank', 'Ranks, bootstrap'].map((head) => (
              <th scope="col" className="num" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.value.systems.map(({ system, rating, interval, bootstrap, rank, ranks }) => (
            <tr key={system}>
              <th scope="row">{system}</th>
              <td className="num">{rating.toFixed(0)}</td>
              <td className="num">{range(interval)}</td>
              <td className="num">{range(bootstrap)}</td>
              <td className="num">{rank}</td>
              <td className="num">{ranks ? [...new Set(ranks)].join(' to ') : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}
