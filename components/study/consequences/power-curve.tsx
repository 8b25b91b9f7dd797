import { DRAWING } from '@/components/ui/drawing'
import type { Estimate } from '@/lib/stats/estimate'
import type { PowerLine } from '@/lib/studies/consequences-variants'
import { exact, ratio } from './words'

/** The drawing's frame, in its own units: 328 × 220. */
const [LEFT, RIGHT, TOP, BOTTOM] = [36, 320, 12, 166]
const LEVELS = [0, 0.5, 0.8, 1] as const

/** What the axis of true differences is of. */
type Axis = {
  title: string
  /** Of which test, against what. */
  about: string
  name: string
  /** No difference. */
  none: number
  ticks: (last: number) => number[]
  tick: (at: number) => string
  value: (at: number) => string
}

/** The true split of decided verdicts of a comparison. */
export const SPLITS: Axis = {
  title: 'Power to tell a difference from even',
  about: 'Power of the sign test against the true split of decided verdicts',
  name: 'true split of decided verdicts',
  none: 0.5,
  ticks: splitTicks,
  tick: (split) => `${Math.round(100 * split)}:${Math.round(100 - 100 * split)}`,
  value: ratio,
}

/** The true difference of two systems' mean scores. */
export const MEANS: Axis = {
  title: 'Power to tell two means apart',
  about: 'Power of the paired t-test against the true difference of two means',
  name: 'true difference of two means, in points',
  none: 0,
  ticks: roundTicks,
  tick: exact,
  value: exact,
}

type Props = { axis: Axis; curves: PowerLine[]; detectable: Estimate<number> }

/** Power against the true difference: the design's curve heavy, others light, and the one found with 80 % power. */
export function PowerCurve({ axis, curves, detectable }: Props) {
  const last = curves[0]?.points.at(-1)?.at ?? 1
  const x = (at: number) => LEFT + ((at - axis.none) / (last - axis.none)) * (RIGHT - LEFT)
  const y = (power: number) => BOTTOM - Math.min(1, power) * (BOTTOM - TOP)
  const others = curves.filter(({ isDesign }) => !isDesign)
  const design = curves.find(({ isDesign }) => isDesign)
  const light = others.map(({ perItem }) => perItem).join(' and ')
  const caption = `heavy line k = ${design?.perItem}${light && `, light ${light}`}`
  return (
    <figure>
      <h3>{axis.title}</h3>
      <svg
        className={DRAWING}
        viewBox="0 0 328 220"
        role="img"
        aria-label={`${axis.about}; ${caption}.${
          detectable.defined ? ` 80% power at ${axis.value(detectable.value)}.` : ''
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
        {axis.ticks(last).map((at) => (
          <text key={at} className="fill-ink-3 text-[12px]" x={x(at)} y={183} textAnchor="middle">
            {axis.tick(at)}
          </text>
        ))}
        {[...others, ...(design ? [design] : [])].map(({ perItem, isDesign, points }) => (
          <polyline
            key={perItem}
            className={
              isDesign ? 'fill-none stroke-accent stroke-[2.25]' : 'fill-none stroke-rule-strong stroke-[1.25]'
            }
            points={points.map(({ at, power }) => `${x(at).toFixed(1)},${y(power).toFixed(1)}`).join(' ')}
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
              {axis.value(detectable.value)}
            </text>
          </>
        )}
        {[axis.name, caption].map((line, nth) => (
          <text
            key={line}
            className="fill-ink-3 text-[12px]"
            x={(LEFT + RIGHT) / 2}
            y={199 + 15 * nth}
            textAnchor="middle"
          >
            {line}
          </text>
        ))}
      </svg>
    </figure>
  )
}

/** The outermost light lines are named where they pass 50 %: the steepest at its left, the flattest at its right. */
function lineLabels(others: PowerLine[]) {
  const halves = others.map(({ perItem, points }) => ({ perItem, at: points.find(({ power }) => power >= 0.5)?.at }))
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

/** Three to six round numbers from zero on: steps of 1, 2 or 5. */
function roundTicks(last: number): number[] {
  const rough = last / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough * 0.99) ?? 10) * power
  return Array.from({ length: Math.floor(last / step + 1e-9) + 1 }, (_, index) => index * step)
}
