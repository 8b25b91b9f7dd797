'use client'

import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import type { Meaning } from '@/lib/uploads/mapping/meanings'
import type { Verdict } from '@/lib/uploads/mapping/schema'
import { PlaceSelect } from './place-select'
import type { VerdictProps } from './verdict-props'

type Props = VerdictProps & { verdict: Extract<Verdict, { kind: 'columns' }> }
type Column = Props['verdict']['columns'][number]

const MOST = 20

/** A column for each verdict. */
export function VerdictColumns({ places, question, verdict, meanings, change }: Props) {
  const { columns } = verdict
  const set = (next: Column[]) => change({ ...question, verdict: { ...verdict, columns: next } })
  const put = (at: number, column: Partial<Column>) =>
    set(columns.map((one, index) => (index === at ? { ...one, ...column } : one)))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Note>The one that is 1, true, yes or x is the verdict; where none is, or several are, there is none.</Note>
      {columns.map(({ from, means }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column has no name before one is chosen
        <div key={index} className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 sm:grid-cols-[1fr_14rem_auto]">
          <PlaceSelect
            label={`Column ${index + 1}`}
            places={places}
            value={from.path === '' ? undefined : from}
            onChange={(place) => put(index, { from: place ?? { path: '', json: false } })}
            isProposed={false}
            isNeeded
          />
          <Select
            label={`Column ${index + 1} means`}
            value={means}
            placeholder="Say what it means"
            options={meanings}
            onChange={(value) => put(index, { means: value as Meaning })}
          />
          <Button look="link" onPress={() => set(columns.filter((_, at) => at !== index))}>
            Take out
          </Button>
        </div>
      ))}
      {columns.length < MOST && (
        <div>
          <Button onPress={() => set([...columns, { from: { path: '', json: false }, means: 'B' }])}>
            Add a column
          </Button>
        </div>
      )}
    </div>
  )
}
