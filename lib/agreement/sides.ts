import { assembleSides, type SideRate } from '@/lib/rates/position'
import { addSides, emptySides } from '@/lib/rates/strata'
import type { JudgmentColumns } from '@/lib/records/judgment-columns'
import { byGroup, type NamedGroup } from './group-order'

/** How often each group chose the left, over every judgment that counts and whose side is known. */
export function measureSides({ rows, items, annotators, groups }: JudgmentColumns): SideRate[] {
  const prompts = groups.map(() => new Map<number, { n: number; left: number; ties: number }>())
  for (let r = 0; r < rows.item.length; r++) {
    if (rows.repeat[r] || rows.left[r] === -1) continue
    const { group } = annotators[rows.annotator[r] as number] as JudgmentColumns['annotators'][number]
    const { prompt } = items[rows.item[r] as number] as JudgmentColumns['items'][number]
    const own = prompts[group] as (typeof prompts)[number]
    const sum = own.get(prompt) ?? { n: 0, left: 0, ties: 0 }
    own.set(prompt, sum)
    sum.n++
    if (rows.category[r] === 1) sum.ties++
    else if ((rows.category[r] === 0) === (rows.left[r] === 1)) sum.left++
  }
  const sides = groups.map((name, group) => {
    const side = emptySides(name)
    for (const sum of prompts[group]?.values() ?? []) addSides(side, sum)
    return side
  })
  return assembleSides(
    sides.filter(({ prompts }) => prompts > 0),
    groups,
  )
}

/** In the order in which the study's groups are shown. */
export function orderSides({ groups }: { groups: readonly NamedGroup[] }, sides: readonly SideRate[]): SideRate[] {
  const order = byGroup(groups)
  return [...sides].sort((a, b) => order(a.group, b.group))
}
