import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { count } from '@/lib/numbers/count'
import type { OtherDesign } from '@/lib/studies/consequences-variants'
import { money, orDash, percent, plusMinus, whole } from './words'

type Props = {
  others: OtherDesign[]
  /** What an interval's half-width and a difference that is found are in words. */
  words?: { interval: (halfWidth: number) => string; detectable: (difference: number) => string }
  planning: { currency: string; hourlyPay: number | null }
  /** Stands before what is only a lower bound: "≥ ". */
  bound: string
}

const SHARES = { interval: plusMinus, detectable: percent }

/** The same question with more or fewer judgments per item, and of new prompts. */
export function OtherDesigns({ others, words = SHARES, planning: { currency, hourlyPay }, bound }: Props) {
  return (
    <>
      <h3 id="other-designs">The same question, other designs</h3>
      <ScrollX label="The same question, other designs">
        <Table
          className="text-xs/[1.4] [&_:is(td,th)]:px-[0.4rem] [&_:is(td,th)]:py-[0.32rem] [&_:is(td,th):first-child]:pl-0 [&_:is(td,th):last-child]:pr-0"
          aria-labelledby="other-designs"
        >
          <thead>
            <tr>
              <th scope="col">Design</th>
              <NumberCell scope="col" as="th">
                Interval
              </NumberCell>
              <NumberCell scope="col" as="th">
                80% power at
              </NumberCell>
              <NumberCell scope="col" as="th">
                {hourlyPay === null ? 'Judgments' : 'Cost'}
              </NumberCell>
            </tr>
          </thead>
          <tbody>
            {others.map(({ prompts, perItem, isDesign, interval, detectable, cost, judgments }) => (
              <tr key={`${prompts} ${perItem}`} className={isDesign ? '*:font-semibold *:text-accent' : undefined}>
                <th scope="row">
                  {count(prompts, 'prompt')}, k = {perItem}
                  {isDesign && <span className="sr-only"> (this design)</span>}
                </th>
                <NumberCell>{orDash(interval, words.interval)}</NumberCell>
                <NumberCell>{orDash(detectable, words.detectable)}</NumberCell>
                <NumberCell>
                  {bound}
                  {hourlyPay === null ? whole(judgments) : orDash(cost, (amount) => money(amount, currency))}
                </NumberCell>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
    </>
  )
}
