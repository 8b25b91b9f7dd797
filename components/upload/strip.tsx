type Gap = { from: number; to: number; first: string; last: string }
type Props = { total: number; covered: number; gaps: Gap[]; ticks?: { place: number; id: string }[]; thin?: boolean }

/** How close two labels may come, as a share of the width. */
const ROOM = 0.14

const LABELS = 'relative h-[1.15rem] text-2xs/[1.15rem]'

/** All prompts of a set in their order, as a bar that is broken where a response is missing. */
export function Strip({ total, covered, gaps, ticks = [], thin = false }: Props) {
  const at = (place: number) => `${(100 * place) / Math.max(1, total)}%`
  const says = `${covered} of ${total} prompts have a response${gaps.length > 0 ? `; missing: ${named(gaps)}` : ''}`
  const labelled = spread(gaps.map((gap) => ({ ...gap, middle: (gap.from + gap.to + 1) / 2 / total })))
  return (
    <div className={thin ? undefined : 'mt-4'}>
      {!thin && gaps.length > 0 && (
        <div className={`${LABELS} font-semibold text-ink`} aria-hidden="true">
          {labelled.map(({ middle, first, last }) => (
            <span
              key={first}
              className="absolute -translate-x-1/2 whitespace-nowrap"
              style={{ left: `${100 * Math.min(0.94, Math.max(0.06, middle))}%` }}
            >
              {first === last ? first : `${first} – ${last}`}
            </span>
          ))}
        </div>
      )}
      <div className={`relative bg-accent ${thin ? 'h-2 min-w-48' : 'h-3.5'}`} role="img" aria-label={says}>
        {gaps.map(({ from, to }) => (
          <i
            key={from}
            className="absolute -inset-y-px min-w-0.5 bg-paper shadow-[inset_0_-1px_0_var(--color-rule-strong)]"
            style={{ left: at(from), width: at(to + 1 - from) }}
          />
        ))}
      </div>
      {ticks.length > 1 && (
        <div className={`${LABELS} text-ink-3`} aria-hidden="true">
          {ticks.map(({ place, id }, index) => (
            <span
              key={id}
              className="absolute -translate-x-1/2 whitespace-nowrap first:translate-x-0 last:-translate-x-full"
              style={{ left: index === ticks.length - 1 ? '100%' : at(place) }}
            >
              {id}
            </span>
          ))}
        </div>
      )}
    </div>
  )
}

/** As many as have room, from the left. */
function spread<T extends { middle: number }>(items: T[]): T[] {
  let last = -1
  return items.filter(({ middle }) => {
    if (middle - last < ROOM) return false
    last = middle
    return true
  })
}

/** The first few gaps by name. */
export function named(gaps: readonly Gap[], most = 6): string {
  const names = gaps.slice(0, most).map(({ first, last }) => (first === last ? first : `${first} to ${last}`))
  return names.join(', ') + (gaps.length > most ? ` and ${gaps.length - most} more` : '')
}
