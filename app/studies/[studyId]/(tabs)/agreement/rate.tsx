import { RowsLink } from '@/components/ui/rows-link'
import { NumberCell } from '@/components/ui/table'
import { Beneath } from '@/components/ui/text'
import { percent, percentRange } from '@/lib/numbers/percent'
import type { Estimate } from '@/lib/stats/estimate'
import type { Interval } from '@/lib/stats/interval'

type Props = { of: Estimate<{ mean: number; interval: Interval | null }>; href: string | null }

/** A cell with agreement in percent and its interval. */
export function Rate({ of, href }: Props) {
  if (!of.defined) return <Undefined reason={of.reason} />
  const { mean, interval } = of.value
  return (
    <NumberCell>
      <RowsLink href={href}>{percent(mean)}</RowsLink>
      {interval && <Beneath>{percentRange(interval)}</Beneath>}
    </NumberCell>
  )
}

export function Undefined({ reason }: { reason: string }) {
  return (
    <NumberCell className="text-ink-3" title={reason}>
      not defined
    </NumberCell>
  )
}
