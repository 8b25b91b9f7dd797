import { type Estimate, mapEstimate } from '@/lib/stats/estimate'
import { cutTo, SHARE } from '@/lib/stats/interval'
import { type MeanScore, meanScore } from '@/lib/stats/rating/mean-score'
import { type OptionShare, optionShares } from '@/lib/stats/rating/option-shares'
import type { SystemCounts } from './count-table'
import type { RatingTable } from './rating-table'

/** What was said of one system, of all its prompts or of those of a category: shares of the options and mean score. */
export type RatedSystem = {
  system: string
  category: string | null
  ratings: number
  prompts: number
  shares: Estimate<(OptionShare & { option: string })[]>
  mean: Estimate<MeanScore>
}

/** One entry a system, then one a system and category, where prompts have categories. */
export function rateSystems(table: RatingTable, counts: SystemCounts): RatedSystem[] {
  const categories = [...new Set(table.prompts.map(({ category }) => category))].filter((name) => name !== null).sort()
  return [null, ...categories].flatMap((category) =>
    table.systems.map((system, number) => {
      const rows = (counts[number] ?? []).filter(
        (_, prompt) => category === null || table.prompts[prompt]?.category === category,
      )
      const sizes = rows.map((row) => row.reduce((sum, count) => sum + count, 0))
      return {
        ...{ system, category },
        ratings: sizes.reduce((sum, size) => sum + size, 0),
        prompts: sizes.filter((size) => size > 0).length,
        shares: mapEstimate(optionShares(rows), (shares) =>
          shares.map((share, option) => ({
            ...{ option: table.options[option]?.code ?? '', ...share },
            clustered: cutTo(share.clustered, SHARE),
          })),
        ),
        mean: meanScore(
          rows,
          table.options.map(({ score }) => score),
        ),
      }
    }),
  )
}
