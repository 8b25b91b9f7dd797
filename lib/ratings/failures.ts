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
  const conversations = countTurns(table)
  return table.systems.map((system, number) => {
    const cases = [...(conversations[number] as Conversations).values()].flatMap((turns) => firstFailure(turns) ?? [])
    const curve = kaplanMeier(cases)
    const median = mapEstimate(curve, medianTime)
    return {
      ...{ system, conversations: cases.length, curve },
      median: median.defined ? median.value : notDefined(median.reason),
    }
  })
}

/** By prompt and sample: the counts of each turn that was rated. */
type Conversations = Map<string, Map<number, number[]>>

function countTurns({ systems, options, system, prompt, sample, turn, option }: RatingTable): Conversations[] {
  const all = systems.map((): Conversations => new Map())
  for (let row = 0; row < turn.length; row++) {
    const [number, chosen] = [turn[row] as number, option[row] as number]
    if (number === 0) continue
    const own = all[system[row] as number] as Conversations
    const conversation = `${prompt[row]}/${sample[row]}`
    const turns = own.get(conversation) ?? new Map<number, number[]>()
    own.set(conversation, turns)
    const counts = turns.get(number) ?? options.map(() => 0)
    turns.set(number, counts)
    counts[chosen] = (counts[chosen] as number) + 1
  }
  return all
}
