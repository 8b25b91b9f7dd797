import { DRAWING } from '@/components/ui/drawing'
import type { Estimate } from '@/lib/stats/estimate'
import type { PowerLine } from '@/lib/studies/consequences-variants'
import { ratio } from './words'

/** The drawing's frame, in its own units: 328 × 204. */
const [LEFT, RIGHT, TOP, BOTTOM] = [36, 320, 12, 166]
const LEVELS = [0, 0.5, 0.8, 1] as const

/** Power against the true split: the design's curve heavy, others light, and the difference found with 80 % power. */
export function PowerCurve({ curves, detectable }: { curves: PowerLine[]; detectable: Estimate<number> }) {
  const last = curves[0]?.points.at(-1)?.split ?? 1
  const x = (split: number) => LEFT + ((split - 0.5) / (last - 0.5)) * (RIGHT - LEFT)
  const y = (power: number) => BOTTOM - Math.min(1, power) * (BOTTOM - TOP)
  const others = curves.filter(({ isDesign }) => !isDesign)
  const design = curves.find(({ isDesign }) => isDesign)
  const light = others.map(({ perItem }) => perItem).join(' and ')
  const caption = `heavy line k = ${design?.perItem}${light && `, light ${light}`}`
  return (
    <figure>
      <h3>Power to tell a difference from even</h3>
      <svg
        className={DRAWING}
        viewBox="0 0 328 204"
        role="img"
        aria-label={`Power of the sign test against the true split of decided verdicts; ${caption}.${
          detectable.defined ? ` 80% power at ${ratio(detectable.value)}.` : ''
        }`}
      >
        {LEVELS.map((level) => (
          <g key={level}>
            <line
              className={level === 0.8 ? 'stroke-rule-strong [stroke-dasharray:2_3]' : 'stroke-rule stroke-1'}
              x1={LEFT}
              x2={RIGHT}
              y1={y(level)}
              y2={y(level)}
            />
            <text className="fill-ink-3 text-[12px]" x={LEFT - 6} y={y(level) + 4} textAnchor="end">
              {100 * level}
              {level === 1 && '%'}
            </text>
          </g>
        ))}
        {splitTicks(last).map((split) => (
          <text key={split} className="fill-ink-3 text-[12px]" x={x(split)} y={183} textAnchor="middle">
            {Math.round(100 * split)}:{Math.round(100 - 100 * split)}
          </text>
        ))}
        {[...others, ...(design ? [design] : [])].map(({ perItem, isDesign, points }) => (
          <polyline
            key={perItem}
            className={
              isDesign ? 'fill-none stroke-accent stroke-[2.25]' : 'fill-none stroke-rule-strong stroke-[1.25]'
            }
            points={points.map(({ split, power }) => `${x(split).toFixed(1)},${y(power).toFixed(1)}`).join(' ')}
          />
        ))}
        {lineLabels(others).map(({ perItem, at, anchor }) => (
          <text
            key={perItem}
            className="fill-ink-2 text-[12px]"
            x={x(at) + (anchor === 'end' ? -8 : 8)}
            y={y(0.5)}
            textAnchor={anchor}
          >
            k = {perItem}
          </text>
        ))}
        {detectable.defined && (
          <>
            <path
              className="stroke-accent stroke-1 [stroke-dasharray:2_2]"
              d={`M${x(detectable.value).toFixed(1)} ${y(0.8)}V${BOTTOM}`}
            />
            <circle className="fill-accent" cx={x(detectable.value)} cy={y(0.8)} r="4" />
            <text className="text-[12px] font-semibold" x={x(detectable.value) + 6} y={BOTTOM - 7}>
              {ratio(detectable.value)}
            </text>
          </>
        )}
        <text className="fill-ink-3 text-[12px]" x={(LEFT + RIGHT) / 2} y={199} textAnchor="middle">
          true split of decided verdicts; {caption}
        </text>
      </svg>
    </figure>
  )
}

/** The outermost light lines are named where they pass 50 %: the steepest at its left, the flattest at its right. */
function lineLabels(others: PowerLine[]) {
  const halves = others.map(({ perItem, points }) => ({ perItem, at: points.find(({ power }) => power >= 0.5)?.split }))
  const [flattest, steepest] = [halves[0], halves.at(-1)]
  return [
    ...(flattest?.at && flattest.perItem === 1 ? [{ perItem: 1, at: flattest.at, anchor: 'start' as const }] : []),
    ...(steepest?.at && steepest.perItem > 1
      ? [{ perItem: steepest.perItem, at: steepest.at, anchor: 'end' as const }]
      : []),
  ]
}

/** Splits to name under the axis: four or five round ones. */
function splitTicks(last: number): number[] {
  const step = last <= 0.65 ? 0.05 : 0.1
  const ticks = Math.round((last - 0.5) / step - 1e-9)
  return Array.from({ length: ticks + 1 }, (_, index) => 0.5 + index * step).filter((split) => split <= last - step / 3)
}
