import { RowsLink } from '@/components/ui/rows-link'
import { percent, percentRange } from '@/lib/numbers/percent'
import type { Estimate } from '@/lib/stats/estimate'
import type { Interval } from '@/lib/stats/interval'

type Props = { of: Estimate<{ mean: number; interval: Interval | null }>; href: string | null }

/** A cell with agreement in percent and its interval. */
export function Rate({ of, href }: Props) {
  if (!of.defined) return <Undefined reason={of.reason} />
  const { mean, interval } = of.value
  return (
    <td className="num">
      <RowsLink href={href}>{percent(mean)}</RowsLink>
      {interval && <span className="ci">{percentRange(interval)}</span>}
    </td>
  )
}

export function Undefined({ reason }: { reason: string }) {
  return (
    <td className="num faint" title={reason}>
      not defined
    </td>
  )
}
