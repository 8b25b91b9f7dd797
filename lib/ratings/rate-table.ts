import { type Slice, slicesOf } from '@/lib/rates/strata'
import { assembleRated, type RatedRows } from './assemble-rated'
import { countTable } from './count-table'
import { addRated, emptyRated, type RatedStratum } from './rated-stratum'
import { ofGroup, type RatingTable } from './rating-table'

/** What the database counts of a study, from a file's rows: the same rows to the last digit. */
export function rateTable(table: RatingTable): RatedRows {
  const strata = new Map<string, RatedStratum>()
  const stratumOf = (group: string, system: string, slice: Slice) => {
    const key = JSON.stringify([group, system, slice])
    const stratum = strata.get(key) ?? emptyRated(group, system, slice)
    strata.set(key, stratum)
    return stratum
  }
  for (const group of table.groups) {
    const own = ofGroup(table, group)
    const simulated = countSimulated(own)
    countTable(own).forEach((prompts, number) => {
      const system = table.systems[number] as string
      prompts.forEach((counts, prompt) => {
        if (counts.every((count) => count === 0)) return
        const { category, tags } = table.prompts[prompt] as RatingTable['prompts'][number]
        for (const slice of slicesOf(category, tags)) {
          const stratum = stratumOf(group, system, slice)
          addRated(stratum, counts)
          stratum.simulated += simulated.get(number * table.prompts.length + prompt) ?? 0
        }
      })
    })
  }
  const { systems, groups, options } = table
  return assembleRated([...strata.values()], { systems, groups, scores: options.map(({ score }) => score) })
}

/** Of each system and prompt, how many ratings a simulation made. */
function countSimulated({ prompts, annotators, system, prompt, annotator }: RatingTable): Map<number, number> {
  const counts = new Map<number, number>()
  for (let row = 0; row < system.length; row++) {
    if (!annotators[annotator[row] as number]?.simulated) continue
    const key = (system[row] as number) * prompts.length + (prompt[row] as number)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
