'use client'

import Form from 'next/form'
import type { ItemQuery } from '@/lib/analysis/item-query'

const SHOWN = {
  all: 'All items',
  any: 'With a disagreement',
  opposite: 'Both responses preferred',
  flagged: 'Flagged “cannot judge”',
} as const

const TEXTS = [
  ['system', 'System'],
  ['against', 'Against'],
  ['group', 'Group'],
  ['category', 'Category'],
  ['tag', 'Tag'],
  ['annotator', 'Annotator'],
] as const

/** Which items are listed; the address says it. */
export function Filters({ action, query }: { action: string; query: ItemQuery }) {
  return (
    <Form key={JSON.stringify(query)} action={action} scroll={false} className="filters">
      <label>
        <span className="label">Show</span>
        <select name="show" defaultValue={query.show}>
          {Object.entries(SHOWN).map(([name, label]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="label">Outcome</span>
        <select name="outcome" defaultValue={query.outcome ?? ''}>
          <option value="">Any</option>
          <option value="win">Won</option>
          <option value="tie">Tied</option>
          <option value="loss">Lost</option>
        </select>
      </label>
      {TEXTS.map(([name, label]) => (
        <label key={name}>
          <span className="label">{label}</span>
          <input type="text" className="input" name={name} defaultValue={query[name] ?? ''} />
        </label>
      ))}
      <button type="submit" className="btn">
        Show
      </button>
    </Form>
  )
}
