import type { IntervalMethod } from '@/lib/rates/rates'
import type { Slice } from '@/lib/rates/strata'
import { emptyRated, type RatedRow, type RatedStratum, ratedMethod, toRatedRow } from './rated-stratum'

/** Ratings of one category or tag by one group: a row for each system. */
export type RatedSlice = { group: string; slice: Slice; n: number; rows: RatedRow[] }

/** A row for each group that judged and each system, then the slices. */
export type RatedRows = { method: IntervalMethod; rows: RatedRow[]; categories: RatedSlice[]; tags: RatedSlice[] }

/** What a study's design says of the order in which rows are reported. By name. */
export type RatedDesign = { systems: readonly string[]; groups: readonly string[]; scores: readonly number[] }

/** Rows of counted ratings, whether the database counted them or a file's reader. */
export function assembleRated(strata: readonly RatedStratum[], design: RatedDesign): RatedRows {
  const known = new Map(strata.map((stratum) => [keyOf(stratum), stratum]))
  const method = ratedMethod(strata.filter(({ slice }) => slice.kind === 'all'))
  const judging = new Set(strata.map(({ group }) => group))
  const groups = design.groups.filter((name) => judging.has(name))
  const rowsOf = (group: string, slice: Slice) =>
    design.systems.map((system) => {
      const stratum = known.get(keyOf({ group, system, slice })) ?? emptyRated(group, system, slice)
      return toRatedRow(stratum, design.scores, method)
    })
  const slices = (kind: Slice['kind']) =>
    groups.flatMap((group) => {
      const own = strata.filter((stratum) => stratum.group === group && stratum.slice.kind === kind)
      const names = [...new Set(own.map(({ slice }) => slice.name))].sort()
      return names
        .map((name) => toSlice(group, { kind, name }, rowsOf(group, { kind, name })))
        .sort((one, other) => other.n - one.n)
    })
  return {
    method,
    rows: groups.flatMap((group) => rowsOf(group, { kind: 'all', name: '' })),
    categories: slices('category'),
    tags: slices('tag'),
  }
}

function toSlice(group: string, slice: Slice, rows: RatedRow[]): RatedSlice {
  return { group, slice, n: rows.reduce((sum, { n }) => sum + n, 0), rows }
}

function keyOf({ group, system, slice }: Pick<RatedStratum, 'group' | 'system' | 'slice'>): string {
  return JSON.stringify([group, system, slice.kind, slice.name])
}
