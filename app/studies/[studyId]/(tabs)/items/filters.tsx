'use client'

import Form from 'next/form'
import type { ItemChoices } from '@/lib/analysis/item-choices'
import type { ItemQuery } from '@/lib/analysis/item-query'

const SHOWN = {
  all: 'All items',
  judged: 'Judged',
  met: 'Judged by two or more',
  again: 'Judged twice by one',
  any: 'With a disagreement',
  opposite: 'Both responses preferred',
  flagged: 'Flagged “cannot judge”',
  unjudged: 'Not judged yet',
  check: 'Check items',
  gold: 'Gold items',
  practice: 'Practice items',
} as const

const CHOICES = [
  ['system', 'System', 'systems'],
  ['against', 'Against', 'systems'],
  ['group', 'Group', 'groups'],
  ['with', 'And by', 'groups'],
  ['annotator', 'Annotator', 'annotators'],
  ['beside', 'And by annotator', 'annotators'],
  ['category', 'Category', 'categories'],
  ['tag', 'Tag', 'tags'],
] as const

/** Which items are listed; the address says it. */
export function Filters({ action, query, choices }: { action: string; query: ItemQuery; choices: ItemChoices }) {
  return (
    <Form key={JSON.stringify(query)} action={action} scroll={false} className="filters no-print">
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
          <option value="unlost">Won or tied</option>
        </select>
      </label>
      {(choices.hasShared || query.set) && (
        <label>
          <span className="label">Items</span>
          <select name="set" defaultValue={query.set ?? ''}>
            <option value="">Any</option>
            <option value="shared">Of the shared set</option>
          </select>
        </label>
      )}
      {CHOICES.filter(([, , list]) => choices[list].length > 0).map(([name, label, list]) => (
        <label key={name}>
          <span className="label">{label}</span>
          <select name={name} defaultValue={query[name] ?? ''}>
            <option value="">Any</option>
            {offered(choices[list], query[name]).map((choice) => (
              <option key={choice} value={choice}>
                {choice}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button type="submit" className="btn">
        Show
      </button>
    </Form>
  )
}

/** What an address asks for stays chosen, whether or not the study has it. */
function offered(list: readonly string[], chosen: string | null): string[] {
  return chosen === null || list.includes(chosen) ? [...list] : [chosen, ...list]
}
