'use client'

import type { Row } from '@/lib/uploads/mapping/draft'
import { ROWS } from './words'

type Props = { row: Row | null; onChange: (row: Row) => void; isProposed: boolean }

/** Asks what a row of the table is. */
export function RowKind({ row: chosen, onChange, isProposed }: Props) {
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <legend className="mb-2 text-sm text-ink-2">Each row holds{isProposed && ' (proposed)'}</legend>
      {ROWS.map(({ row, name, says }) => (
        <label key={row} className="grid min-h-(--target) grid-cols-[1.5rem_1fr] items-baseline">
          <input type="radio" name="row" value={row} checked={chosen === row} onChange={() => onChange(row)} />
          <span>
            <span className="font-semibold">{name}</span> <span className="text-sm text-ink-2">{says}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
