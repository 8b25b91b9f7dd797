import type { ClusteredMean } from '@/lib/stats/clustered-mean'

const [LOW, HIGH, WIDTH] = [0.5, 1, 220]

/** An estimate between 50 and 100 %, with its whisker, chance as a grey tick and a published value as ▽. */
export function Strip({ of, chance, mark }: { of: ClusteredMean; chance: number | null; mark: number | null }) {
  const x = (share: number) => 4 + ((Math.min(HIGH, Math.max(LOW, share)) - LOW) / (HIGH - LOW)) * (WIDTH - 8)
  const [lower, upper] = of.interval ?? [of.mean, of.mean]
  return (
    <svg className="figure strip" viewBox={`0 0 ${WIDTH} 26`} aria-hidden="true">
      <line className="axis" x1={4} x2={WIDTH - 4} y1={16} y2={16} />
      {chance !== null && <line className="even" x1={x(chance)} x2={x(chance)} y1={10} y2={22} />}
      <path className="whisker" d={`M${x(lower)} 12.5v7M${x(upper)} 12.5v7M${x(lower)} 16H${x(upper)}`} />
      <circle className="dot" cx={x(of.mean)} cy={16} r={3.5} />
      {mark !== null && <path className="ref" d={`M${x(mark)} 8m-4 -6h8l-4 6z`} />}
    </svg>
  )
}
