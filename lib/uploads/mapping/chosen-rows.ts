import { RecordProblem } from '../problems'
import { type JsonRecord, show } from '../read/fields'
import { scalarAt } from './scalar-at'
import type { Only } from './schema'

/** A reader of those rows alone that a mapping takes. What it does not take is left out under a reason of its own. */
export function ofChosen<Rest extends unknown[], Row>(
  only: Only | undefined,
  read: (record: JsonRecord, ...rest: Rest) => Row,
): (record: JsonRecord, ...rest: Rest) => Row {
  if (!only) return read
  return (record, ...rest) => {
    const value = scalarAt(record, only.from)
    if (!only.values.includes(value)) throw new RecordProblem('not_chosen', `“${only.from.path}” is ${show(value)}`)
    return read(record, ...rest)
  }
}
