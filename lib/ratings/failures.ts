import { kaplanMeier, medianTime, type SurvivalStep } from '@/lib/stats/conversation/kaplan-meier'
import { firstFailure } from '@/lib/stats/conversation/turn-failures'
import { type Estimate, mapEstimate, notDefined } from '@/lib/stats/estimate'
import type { RatingTable } from './rating-table'

/** No failure until a turn, of one system's conversations; a turn fails when most of its ratings are the worst option. */
export type Failures = {
  system: string
  conversations: number
  curve: Estimate<SurvivalStep[]>
  median: Estimate<number>
}

/** One entry a system; none where turns were not rated. */
export function rateFailures(table: RatingTable): Failures[] {
  if (!table.turn.some((turn) => turn > 0)) return []
  const turns = table.systems.map(() => table.prompts.map((): number[][] => []))
  for (let row = 0; row < table.turn.length; row++) {
    const turn = table.turn[row] as number
    if (turn === 0) continue
    const own = turns[table.system[row] as number]?.[table.prompt[row] as number] as number[][]
    while (own.length < turn) own.push(table.options.map(() => 0))
    const counts = own[turn - 1] as number[]
    const option = table.option[row] as number
    counts[option] = (counts[option] as number) + 1
  }
  return table.systems.map((system, number) => {
    const cases = (turns[number] ?? []).flatMap((own) => firstFailure(own) ?? [])
    const curve = kaplanMeier(cases)
    const median = mapEstimate(curve, medianTime)
    return {
      ...{ system, conversations: cases.length, curve },
      median: median.defined ? median.value : notDefined(median.reason),
    }
  })
}
