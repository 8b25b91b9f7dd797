import { Lead, Standfirst } from '@/components/ui/text'
import type { Forecast } from '@/lib/monitor/forecast'
import type { Filled } from '@/lib/monitor/progress-rows'
import { count } from '@/lib/numbers/count'
import { clock, longDate, weekday, when } from './monitor/dates'

type Props = {
  origin: string
  status: 'DRAFT' | 'OPEN' | 'PAUSED' | 'CLOSED'
  filled: Filled
  annotators: number
  /** What the forecast rests on: so many whole days, or the time since the opening; null before there is a pace. */
  days: number | 'opening' | null
  forecast: Forecast | null
  now: Date
}

/** In a sentence or two, how far a study has come, and when the rest will be there. */
export function Headline(props: Props) {
  const { origin, status, filled, annotators } = props
  const { done, wanted } = filled
  if (origin === 'RECONSTRUCTED')
    return <Standfirst>Verdict counts from a publication, to read and to compare with.</Standfirst>
  if (origin === 'IMPORTED')
    return (
      <Lead>
        <strong>{done.toLocaleString('en')}</strong> judgments by {count(annotators, 'annotator')}, from a study that
        was finished elsewhere.
      </Lead>
    )
  if (status === 'DRAFT')
    return <Standfirst>A draft. Opening it freezes the design and lets annotators begin.</Standfirst>
  return (
    <Lead>
      <strong>
        {done.toLocaleString('en')} of {wanted.toLocaleString('en')}
      </strong>{' '}
      judgments are in, by {count(annotators, 'annotator')}. <Outlook {...props} />
    </Lead>
  )
}

function Outlook({ status, filled, days, forecast, now }: Props) {
  if (status === 'CLOSED') return 'The study is closed.'
  if (filled.done >= filled.wanted && filled.wanted > 0) return 'Nothing is left to judge: close the study.'
  if (status === 'PAUSED') return 'The study is paused, so nothing more is handed out.'
  if (days === null) return 'When the rest arrives can be told once the study has been open for an hour.'
  const pace = days === 'opening' ? 'the pace since the opening' : `the pace of ${lastDays(days)}`
  if (!forecast) return `At ${pace} the rest would not arrive within a year.`
  const { at, from, to } = forecast
  return (
    <>
      At {pace} the rest arrives {withinADay(at, now) ? 'at about ' : 'on '}
      <strong>{withinADay(at, now) ? when(at, now) : longDate(at)}</strong>
      {from && `; ${between(from, to, now)} if days keep varying as they have`}.
    </>
  )
}

function lastDays(days: number): string {
  const words = [
    '',
    'yesterday',
    'the last two days',
    'the last three days',
    'the last four days',
    'the last five days',
  ]
  return words[days] ?? `the last ${days} days`
}

function withinADay(at: Date, now: Date): boolean {
  return at.getTime() - now.getTime() < 20 * 60 * 60 * 1000
}

function between(from: Date, to: Date | null, now: Date): string {
  if (!to) return `not before ${dayPart(from, now)}, and maybe much later,`
  const [early, late] = [dayPart(from, now), dayPart(to, now)]
  return early === late
    ? `between ${clock(from)} and ${clock(to)} UTC on ${longDate(from)}`
    : `between ${early} and ${late}`
}

const WEEK_MS = 6 * 24 * 60 * 60 * 1000

/** Friday evening; beyond a week the date. */
function dayPart(date: Date, now: Date): string {
  if (date.getTime() - now.getTime() > WEEK_MS) return longDate(date)
  const hour = date.getUTCHours()
  if (hour < 6) return `early ${weekday(date)}`
  return `${weekday(date)} ${hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'}`
}
