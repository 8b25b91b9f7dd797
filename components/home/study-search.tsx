import { Button } from '@/components/ui/button'
import { fieldLabel } from '@/components/ui/field-look'
import type { StudyQuery } from '@/lib/studies/study-query'

const SHOWN: Record<StudyQuery['show'], string> = {
  current: 'Current',
  archived: 'Archived',
  rehearsals: 'Rehearsals',
  all: 'All of these',
}

const ORDERS: Record<StudyQuery['order'], string> = {
  newest: 'Newest first',
  title: 'By title',
  state: 'By state',
}

/** Looks for studies by their title, and puts them into an order; the address says which. */
export function StudySearch({ query }: { query: StudyQuery }) {
  return (
    <form action="/" className="mt-5 flex flex-wrap items-end gap-x-6 gap-y-3 print:hidden" key={JSON.stringify(query)}>
      <label className="min-w-0 max-sm:w-full">
        <span className={fieldLabel()}>Search the titles</span>
        <input type="search" name="words" defaultValue={query.words} maxLength={200} className="w-64 max-sm:w-full" />
      </label>
      <Choice name="show" label="Show" chosen={query.show} options={SHOWN} />
      <Choice name="order" label="Order" chosen={query.order} options={ORDERS} />
      <Button type="submit">Show</Button>
    </form>
  )
}

type ChoiceProps = { name: string; label: string; chosen: string; options: Record<string, string> }

function Choice({ name, label, chosen, options }: ChoiceProps) {
  return (
    <label className="min-w-0">
      <span className={fieldLabel()}>{label}</span>
      <select name={name} defaultValue={chosen} className="w-44 max-sm:w-36">
        {Object.entries(options).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}
