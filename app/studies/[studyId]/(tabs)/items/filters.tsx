'use client'

import Form from 'next/form'
import { button } from '@/components/ui/button-look'
import { fieldLabel } from '@/components/ui/field-look'
import type { ItemChoices } from '@/lib/explorer/item-choices'
import type { ItemQuery } from '@/lib/explorer/item-query'

const SHOWN: Record<ItemQuery['show'], string> = {
  all: 'All items',
  judged: 'Judged',
  counted: 'With a judgment that counts',
  met: 'Judged by two or more',
  panel: 'Judged by three or more',
  again: 'Judged twice by one',
  any: 'With a disagreement',
  opposite: 'Both responses preferred',
  flagged: 'Flagged “cannot judge”',
  noverdict: 'Model gave no verdict',
  unjudged: 'Not judged yet',
  known: 'Check and gold items',
  missed: 'Checks missed',
  check: 'Check items',
  gold: 'Gold items',
  practice: 'Practice items',
}

const OUTCOMES: Record<NonNullable<ItemQuery['outcome']>, string> = {
  win: 'Won',
  tie: 'Tied',
  loss: 'Lost',
  unlost: 'Won or tied',
  decided: 'Won or lost',
}

const JUDGES: Record<NonNullable<ItemQuery['by']>, string> = { people: 'People', models: 'Language models' }

const CHOSEN: Record<NonNullable<ItemQuery['chosen']>, string> = {
  left: 'Shown left',
  right: 'Shown right',
  longer: 'The longer',
  shorter: 'The shorter',
}

type Named = [name: Name, label: string, of: Lists]
type Name = 'system' | 'against' | 'group' | 'annotator' | 'category' | 'tag' | 'with' | 'beside' | 'without'
type Lists = Exclude<keyof ItemChoices, 'hasShared' | 'protocol' | 'options' | 'unit'>

const NAMED: Named[] = [
  ['system', 'System', 'systems'],
  ['against', 'Against', 'systems'],
  ['group', 'Group', 'groups'],
  ['annotator', 'Annotator', 'annotators'],
  ['category', 'Category', 'categories'],
  ['tag', 'Tag', 'tags'],
]

const RARE: Named[] = [
  ['with', 'And by another of', 'groups'],
  ['beside', 'And by annotator', 'annotators'],
  ['without', 'Passing over', 'annotators'],
]

type Props = { action: string; query: ItemQuery; choices: ItemChoices }

const FIELDS = 'grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] items-end gap-x-4 gap-y-[0.9rem]'

/** Which items are listed; the address says it. */
export function Filters({ action, query, choices }: Props) {
  const isRating = choices.protocol === 'RATING'
  const isRare = [query.by, query.with, query.beside, query.without, query.chosen, query.order].some(
    (one) => one !== null,
  )
  const named = ([name, label, list]: Named) =>
    choices[list].length > 0 && (
      <Choice key={name} name={name} label={label} chosen={query[name]} options={offered(choices[list], query[name])} />
    )
  return (
    <Form key={JSON.stringify(query)} action={action} scroll={false} className={`${FIELDS} my-6 print:hidden`}>
      <Choice name="show" label="Show" chosen={query.show} options={shownOf(isRating)} />
      {(choices.questions.length > 1 || query.criterion > 0) && (
        <Choice
          name="criterion"
          label="Question"
          chosen={String(query.criterion)}
          options={choices.questions.map((question, index) => [String(index), question])}
        />
      )}
      {isRating ? (
        <Choice
          name="option"
          label="Rating"
          chosen={query.option}
          options={anyOf(choices.options.map(({ code, label }) => [code, label]))}
        />
      ) : (
        <Choice name="outcome" label="Outcome" chosen={query.outcome} options={anyOf(Object.entries(OUTCOMES))} />
      )}
      {isRating && (choices.unit === 'TURN' || query.turn !== null) && (
        <label>
          <span className={fieldLabel()}>Turn</span>
          <input name="turn" type="number" min={1} defaultValue={query.turn ?? ''} placeholder="Any" />
        </label>
      )}
      {(choices.hasShared || query.set) && (
        <Choice name="set" label="Items" chosen={query.set} options={anyOf([['shared', 'Of the shared set']])} />
      )}
      {NAMED.map(named)}
      <details open={isRare} className="col-span-full">
        <summary>More filters</summary>
        <div className={`${FIELDS} mt-[0.9rem]`}>
          {!isRating && (
            <Choice name="chosen" label="Preferred" chosen={query.chosen} options={anyOf(Object.entries(CHOSEN))} />
          )}
          <Choice name="by" label="Judged by" chosen={query.by} options={anyOf(Object.entries(JUDGES))} />
          {RARE.map(named)}
          <Choice
            name="order"
            label="Order"
            chosen={query.order}
            options={[
              ['', isRating ? 'Most different first' : 'Contradicted first'],
              ['seconds', 'Fastest first'],
            ]}
          />
        </div>
      </details>
      <button type="submit" className={button()}>
        Show
      </button>
    </Form>
  )
}

type Option = [value: string, label: string]

/** What may be listed; with one response there are no check items, and nothing is preferred. */
function shownOf(isRating: boolean): Option[] {
  if (!isRating) return Object.entries(SHOWN)
  const words: Partial<typeof SHOWN> = {
    ...SHOWN,
    opposite: 'Rated lowest and highest',
    known: 'Gold items',
    missed: 'Gold missed',
  }
  delete words.check
  return Object.entries(words)
}

function Choice({
  name,
  label,
  chosen,
  options,
}: {
  name: string
  label: string
  chosen: string | null
  options: Option[]
}) {
  return (
    <label>
      <span className={fieldLabel()}>{label}</span>
      <select name={name} defaultValue={chosen ?? ''}>
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}

function anyOf(options: Option[]): Option[] {
  return [['', 'Any'], ...options]
}

/** What an address asks for stays chosen, whether or not the study has it. */
function offered(list: readonly string[], chosen: string | null): Option[] {
  const names = chosen === null || list.includes(chosen) ? list : [chosen, ...list]
  return anyOf(names.map((name) => [name, name]))
}
