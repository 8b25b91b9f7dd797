import { Note } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import { payOf } from '@/lib/recruitments/pay'
import { ENDING_KINDS, ENDING_NAMES } from '@/lib/recruitments/platforms'
import type { RecruitmentRead } from '@/lib/recruitments/queries'

const FACT = 'grid gap-[0.1rem] border-t border-rule pt-2 [&>dt]:text-xs [&>dt]:text-ink-2 [&>dd]:text-lead'

/** How far a recruitment is, how long people need and what that comes to by the hour. */
export function RecruitmentFacts({ recruitment }: { recruitment: RecruitmentRead }) {
  const { arrivals, places, minutes, activeMinutes, reward, currency } = recruitment
  const pay = payOf({ reward, minutes, completed: arrivals.COMPLETED, places })
  const money = (amount: number | null) =>
    amount === null ? '–' : new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount)
  const long = (time: number | null) => (time === null ? '–' : `${time.toFixed(1)} min`)
  const facts = [
    ['Completed', `${arrivals.COMPLETED} of ${places}`],
    ['On the way', String(arrivals.onTheWay)],
    ['Median time here', long(minutes)],
    ['of it judging', long(activeMinutes)],
    ['Pay by the hour', money(pay.hourly)],
    ['Pay so far', money(pay.soFar)],
    ['Pay in the end', money(pay.forecast)],
  ]
  const others = ENDING_KINDS.filter((ending) => ending !== 'COMPLETED' && arrivals[ending] > 0)
  return (
    <>
      <dl className="mt-6 grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-x-6 gap-y-4">
        {facts.map(([name, value]) => (
          <div key={name} className={FACT}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Note className="mt-3">
        {others.length > 0 &&
          `Ended otherwise: ${others.map((ending) => `${ENDING_NAMES[ending].toLowerCase()} ${arrivals[ending]}`).join(', ')}. `}
        {arrivals.gone > 0 && `${count(arrivals.gone, 'person', 'people')} left without an end. `}
        Times are medians of those who completed, from arrival to the end. The platform’s fees are in no sum here.
      </Note>
    </>
  )
}
