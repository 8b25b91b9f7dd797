import { count } from '@/components/ui/count'
import { ScrollX } from '@/components/ui/scroll-x'
import type { OtherDesign } from '@/lib/studies/consequences-variants'
import { money, orDash, percent, plusMinus, whole } from './words'

type Props = {
  others: OtherDesign[]
  planning: { currency: string; hourlyPay: number | null }
  /** Stands before what is only a lower bound: "≥ ". */
  bound: string
}

/** The same question with more or fewer judgments per item, and of new prompts. */
export function OtherDesigns({ others, planning: { currency, hourlyPay }, bound }: Props) {
  return (
    <>
      <h3 id="other-designs">The same question, other designs</h3>
      <ScrollX label="The same question, other designs">
        <table className="data alts" aria-labelledby="other-designs">
          <thead>
            <tr>
              <th scope="col">Design</th>
              <th scope="col" className="num">
                Interval
              </th>
              <th scope="col" className="num">
                80% power at
              </th>
              <th scope="col" className="num">
                {hourlyPay === null ? 'Judgments' : 'Cost'}
              </th>
            </tr>
          </thead>
          <tbody>
            {others.map(({ prompts, perItem, isDesign, interval, detectable, cost, judgments }) => (
              <tr key={`${prompts} ${perItem}`} className={isDesign ? 'cur' : undefined}>
                <th scope="row">
                  {count(prompts, 'prompt')}, k = {perItem}
                  {isDesign && <span className="sr"> (this design)</span>}
                </th>
                <td className="num">{orDash(interval, plusMinus)}</td>
                <td className="num">{orDash(detectable, percent)}</td>
                <td className="num">
                  {bound}
                  {hourlyPay === null ? whole(judgments) : orDash(cost, (amount) => money(amount, currency))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </>
  )
}
