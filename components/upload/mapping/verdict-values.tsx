'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { Table } from '@/components/ui/table'
import type { Meaning } from '@/lib/uploads/mapping/meanings'
import type { Verdict } from '@/lib/uploads/mapping/schema'
import { PlaceSelect } from './place-select'
import type { VerdictProps } from './verdict-props'

type Props = VerdictProps & { verdict: Extract<Verdict, { kind: 'values' }>; start: (path: string) => void }

/** Every value of the verdict's column with its count, each with what it means. */
export function VerdictValues({ places, question, verdict, meanings, proposed, change, start }: Props) {
  const looked = places.find(({ path }) => path === verdict.from.path)
  const set = (next: Partial<Props['verdict']>, ...keys: string[]) =>
    change({ ...question, verdict: { ...verdict, ...next } }, ...keys)
  const give = (value: string, means: string) => {
    const others = verdict.values.filter((one) => one.value !== value)
    set({ values: means === '' ? others : [...others, { value, means: means as Meaning }] }, `value ${value}`)
  }
  return (
    <>
      <PlaceSelect
        label="Column of the verdict"
        places={places}
        value={verdict.from}
        onChange={(place) =>
          place && places.some(({ path }) => path === place.path)
            ? start(place.path)
            : set({ from: place ?? { path: '', json: false } })
        }
        isProposed={proposed.has('verdict')}
        isNeeded
      />
      <Checkbox isSelected={verdict.names} onChange={(names) => set({ names }, 'names')}>
        A value that is the name of system A or B means that one{proposed.has('names') && ' (proposed)'}
      </Checkbox>
      {looked?.values ? (
        <Table className="max-w-[40rem]">
          <caption className="text-left text-sm text-ink-2">What each value means</caption>
          <thead>
            <tr>
              <th scope="col">Value</th>
              <th scope="col">Rows</th>
              <th scope="col">Means</th>
            </tr>
          </thead>
          <tbody>
            {looked.values.map(({ value, count }) => {
              const shown = value === '' ? '(nothing)' : value
              return (
                <tr key={value}>
                  <th scope="row" className="font-mono text-[0.8125rem] wrap-anywhere">
                    {shown}
                  </th>
                  <td data-number>{count.toLocaleString('en')}</td>
                  <td>
                    <Select
                      label={`“${shown}” means${proposed.has(`value ${value}`) ? ' (proposed)' : ''}`}
                      value={verdict.values.find((one) => one.value === value)?.means ?? (verdict.names ? ' name' : '')}
                      placeholder="Say what it means"
                      options={[
                        ...meanings,
                        ...(verdict.names ? [{ value: ' name', label: 'The system of this name' }] : []),
                      ]}
                      onChange={(means) => give(value, means === ' name' ? '' : means)}
                    />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </Table>
      ) : (
        <Notice kind="caution">
          This column has too many different values, or long ones, to name each. Choose another column, or read it as a
          number.
        </Notice>
      )}
      <Checkbox
        isSelected={verdict.others === 'LEAVE_OUT'}
        onChange={(leaveOut) => set({ others: leaveOut ? 'LEAVE_OUT' : 'BLOCK' })}
      >
        Take any other value for no verdict. Otherwise it stops the import
      </Checkbox>
    </>
  )
}
