import { DRAWING } from '@/components/ui/drawing'
import type { PaceHour } from '@/lib/monitor/read-pace'

const WIDTH = 520
const HEIGHT = 150
const LEFT = 30
const TOP = 16
const BASE = 120

type Props = { hours: readonly PaceHour[]; now: Date; hasUsual: boolean }

/** Judgments per hour today as bars; a rule stands at the usual number of that hour. The hour in progress is pale. */
export function PaceBars({ hours, now, hasUsual }: Props) {
  const current = now.getUTCHours()
  const shown = busyHours(hours, current)
  const top = niceTop(Math.max(1, ...shown.flatMap(({ today, usual }) => [today, usual])))
  const y = (value: number) => BASE - (value / top) * (BASE - TOP)
  const step = (WIDTH - LEFT) / shown.length
  const bar = Math.min(30, step * 0.7)
  return (
    <svg className={DRAWING} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={describe(shown, hasUsual)}>
      {[0, 1 / 3, 2 / 3, 1].map((share) => (
        <g key={share}>
          <line className="stroke-rule stroke-1" x1={LEFT} x2={WIDTH} y1={y(top * share)} y2={y(top * share)} />
          <text className="fill-ink-3 text-[12px]" x={LEFT - 6} y={y(top * share) + 4} textAnchor="end">
            {(top * share).toLocaleString('en')}
          </text>
        </g>
      ))}
      {shown.map(({ hour, today, usual }, index) => {
        const middle = LEFT + step * (index + 0.5)
        return (
          <g key={hour}>
            <text className="fill-ink-3 text-[12px]" x={middle} y={BASE + 18} textAnchor="middle">
              {String(hour).padStart(2, '0')}
            </text>
            {today > 0 && (
              <>
                <rect
                  className={hour === current ? 'fill-accent opacity-55' : 'fill-accent'}
                  x={middle - bar / 2}
                  y={y(today)}
                  width={bar}
                  height={BASE - y(today)}
                />
                <text
                  className="text-[12px]"
                  x={middle}
                  y={labelY(y(today), hasUsual ? y(usual) : null)}
                  textAnchor="middle"
                >
                  {today.toLocaleString('en')}
                </text>
              </>
            )}
            {hasUsual && (
              <>
                <path className="stroke-paper stroke-[4.5]" d={`M${middle - bar / 2} ${y(usual)}h${bar}`} />
                <path
                  className="fill-none stroke-ink stroke-[1.5]"
                  d={`M${middle - bar / 2 - 3} ${y(usual)}h${bar + 6}`}
                />
              </>
            )}
          </g>
        )
      })}
    </svg>
  )
}

/** Above the bar, and above the rule where that stands close over it. */
function labelY(barY: number, ruleY: number | null): number {
  return ruleY !== null && ruleY <= barY + 2 && barY - ruleY < 16 ? ruleY - 6 : barY - 6
}

/** From the first hour in which anything happens to the last, or to now; six hours at least. */
function busyHours(hours: readonly PaceHour[], current: number): PaceHour[] {
  const busy = hours.filter(({ today, usual }) => today + usual > 0).map(({ hour }) => hour)
  const last = Math.max(current, ...busy)
  const first = Math.max(0, Math.min(current, last - 5, ...busy))
  return hours.filter(({ hour }) => hour >= first && hour <= Math.max(last, first + 5))
}

/** A number at least as large that divides by three and reads well. */
function niceTop(value: number): number {
  const size = 10 ** Math.floor(Math.log10(value / 3))
  const step = [1, 2, 3, 5, 10].map((factor) => factor * size).find((each) => each * 3 >= value) ?? value
  return 3 * Math.max(1, Math.ceil(step))
}

function describe(hours: readonly PaceHour[], hasUsual: boolean): string {
  const parts = hours.map(({ hour, today, usual }) => `${hour} h: ${today}${hasUsual ? `, usually ${usual}` : ''}`)
  return `Judgments per hour today. ${parts.join('; ')}.`
}
