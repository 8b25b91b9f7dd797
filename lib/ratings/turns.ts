import type { IntervalMethod } from '@/lib/rates/rates'
import { addRated, emptyRated, type RatedRow, ratedMethod, toRatedRow } from './rated-stratum'
import type { RatingTable } from './rating-table'

/** What was said of the turns of one number, of one system. */
export type RatedTurn = { turn: number; row: RatedRow }

/** Turns by their number, system by system; none where turns were not rated. Conversations are the clusters. */
export type RatedTurns = { method: IntervalMethod; turns: RatedTurn[] }

/** @param group whose ratings these are, for the rows */
export function rateTurns(table: RatingTable, group: string): RatedTurns {
  const scores = table.options.map(({ score }) => score)
  const strata = [...countTurns(table)]
    .sort(([one], [other]) => one - other)
    .flatMap(([turn, bySystem]) =>
      table.systems.flatMap((system, number) => {
        const prompts = bySystem.get(number)
        if (!prompts) return []
        const stratum = emptyRated(group, system, { kind: 'all', name: '' })
        for (const counts of prompts.values()) addRated(stratum, counts)
        return [{ turn, stratum }]
      }),
    )
  const method = ratedMethod(strata.map(({ stratum }) => stratum))
  return { method, turns: strata.map(({ turn, stratum }) => ({ turn, row: toRatedRow(stratum, scores, method) })) }
}

/** By turn, system and prompt: how often each option was given. */
function countTurns(table: RatingTable): Map<number, Map<number, Map<number, number[]>>> {
  const { system, prompt, turn, option, options } = table
  const all = new Map<number, Map<number, Map<number, number[]>>>()
  for (let row = 0; row < turn.length; row++) {
    const number = turn[row] as number
    if (number === 0) continue
    const bySystem = all.get(number) ?? new Map<number, Map<number, number[]>>()
    all.set(number, bySystem)
    const prompts = bySystem.get(system[row] as number) ?? new Map<number, number[]>()
    bySystem.set(system[row] as number, prompts)
    const counts = prompts.get(prompt[row] as number) ?? options.map(() => 0)
    prompts.set(prompt[row] as number, counts)
    const chosen = option[row] as number
    counts[chosen] = (counts[chosen] as number) + 1
  }
  return all
}
