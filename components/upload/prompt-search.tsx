import { Button } from '@/components/ui/button'
import { fieldLabel } from '@/components/ui/field-look'
import type { PromptQuery } from '@/lib/uploads/queries'

const ORDERS: Record<PromptQuery['order'], string> = {
  set: 'As in the set',
  id: 'By id',
  category: 'By category',
  systems: 'Fewest answers first',
  length: 'Longest first',
}

/** Looks for prompts of a set, and puts them into an order; the address says which, so that it can be sent on. */
export function PromptSearch({ setId, wanted }: { setId: string; wanted: PromptQuery }) {
  return (
    <form action={`/prompt-sets/${setId}`} className="mt-4 mb-4 flex flex-wrap items-end gap-x-6 gap-y-3 print:hidden">
      <label className="min-w-0 max-sm:w-full">
        <span className={fieldLabel()}>Search the prompts</span>
        <input type="search" name="words" defaultValue={wanted.words} maxLength={200} className="w-72 max-sm:w-full" />
      </label>
      <label className="min-w-0 max-sm:w-full">
        <span className={fieldLabel()}>Order</span>
        <select name="order" defaultValue={wanted.order} className="w-56 max-sm:w-full">
          {Object.entries(ORDERS).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <Button type="submit">Show</Button>
    </form>
  )
}
