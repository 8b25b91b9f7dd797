import { ItemsBehind } from '@/components/ui/items-behind'
import { MarginNote, SectionWithMargin } from '@/components/ui/section'
import { type ItemQuery, itemsHref } from '@/lib/explorer/item-query'
import { limits, signed } from '@/lib/figures/cells'
import { pEquals } from '@/lib/numbers/p-value'
import { percent, percentRange } from '@/lib/numbers/percent'
import type { Bias, BiasEffect } from '@/lib/rankings/bias'
import type { Whose } from '@/lib/rankings/strengths'
import type { Estimate } from '@/lib/stats/estimate'
import { byOf } from './by-of'

type Props = { studyId: string; criterion: number; whose: Whose; bias: Bias; children: React.ReactNode }

/** What side and length have to do with the verdicts, and what scores would be without them. */
export function BiasPanel({ studyId, criterion, whose, bias, children }: Props) {
  const { position, length, longer, swaps, consistency } = bias
  const open = (query: Partial<ItemQuery>) => itemsHref(studyId, { ...query, by: byOf(whose), criterion })
  return (
    <SectionWithMargin aria-labelledby="bias">
      <div>
        <h2 id="bias">Side and length</h2>
        <ul className="mt-4 mb-6 max-w-[62ch] list-disc pl-[1.1rem] [&_li+li]:mt-[0.4rem]">
          <li>
            {effectWords('Standing left', position)}{' '}
            {position.defined && <ItemsBehind href={open({ show: 'counted' })} />}
          </li>
          <li>
            {effectWords('Being longer', length)} {length.defined && <ItemsBehind href={open({ show: 'counted' })} />}
          </li>
          <li>
            {longer.defined
              ? `Of decided verdicts between responses of unequal length, ${percent(longer.value.share)}% (${percentRange(longer.value.interval)}) prefer the longer one.`
              : longer.reason}{' '}
            {longer.defined && <ItemsBehind href={open({ chosen: 'longer' })} />}
          </li>
          <li>
            {consistency.defined
              ? `Judged in both orders, ${percent(consistency.value.share)}% of verdicts were the same; ${swaps.firstTwice} times the left was chosen twice, ${swaps.secondTwice} times the right.`
              : consistency.reason}{' '}
            {consistency.defined && <ItemsBehind href={open({ show: 'again' })} />}
          </li>
        </ul>
        {children}
      </div>
      <MarginNote aria-label="What this means">
        <p>
          <strong>An association.</strong> Longer may be better: that longer responses are preferred does not show that
          they are preferred because they are longer.
        </p>
      </MarginNote>
    </SectionWithMargin>
  )
}

function effectWords(what: string, effect: Estimate<BiasEffect>): string {
  if (!effect.defined) return `${what}: ${effect.reason}`
  const { effect: size, interval, p } = effect.value
  const two = (value: number) => signed(value, 2)
  return `${what} changes the log-odds by ${two(size)} (${limits(interval, two)}, clustered by prompt; ${pEquals(p)}), in the Bradley–Terry model with ties as half.`
}
