'use client'

import { Button } from '@/components/ui/button'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import type { GroupInput } from '@/lib/designs/schema'
import { NumberInputCell, TextInputCell } from './cells'
import { PartError, type PartProps } from './part'

const MOST_GROUPS = 12

/** The groups of annotators, one a row. */
export function Groups({ design: { groups }, change, errors }: PartProps) {
  const setAll = (next: GroupInput[]) => change({ groups: next })
  return (
    <div>
      <ScrollX label="Groups of annotators">
        <Table className="min-w-[31rem] [&_:is(td,th)]:px-2 [&_:is(td,th)]:py-[0.4rem] [&_:is(td,th)]:align-middle [&_:is(td,th):first-child]:pl-0 [&_:is(td,th):last-child]:pr-0">
          <thead>
            <tr>
              <th scope="col">Group</th>
              <th scope="col">Codes begin with</th>
              <th scope="col">Places</th>
              <th scope="col">Own per item</th>
              <th scope="col">Shared set</th>
              {groups.length > 1 && <th scope="col" aria-label="Remove" />}
            </tr>
          </thead>
          <tbody>
            {groups.map((group, index) => (
              <GroupRow
                // biome-ignore lint/suspicious/noArrayIndexKey: its letters, which name it, are typed here
                key={index}
                group={group}
                name={group.name || `group ${index + 1}`}
                set={(part) => setAll(groups.map((other, at) => (at === index ? { ...other, ...part } : other)))}
                remove={groups.length > 1 ? () => setAll(groups.filter((_, at) => at !== index)) : null}
                errors={(field) => errors(`groups.${index}.${field}`)}
              />
            ))}
          </tbody>
        </Table>
      </ScrollX>
      <PartError errors={errors('groups')} />
      <Note className="mt-[0.35rem]">
        Annotators go by a code, such as C07. Places: how many people you expect; empty when you do not know. Own per
        item: judgments of each item that only this group gives.
      </Note>
      {groups.length < MOST_GROUPS && (
        <Button look="link" onPress={() => setAll([...groups, blankGroup(groups)])}>
          Add a group
        </Button>
      )}
    </div>
  )
}

type RowProps = {
  group: GroupInput
  name: string
  set: (part: Partial<GroupInput>) => void
  remove: (() => void) | null
  errors: (field: string) => string[] | undefined
}

function GroupRow({ group, name, set, remove, errors }: RowProps) {
  return (
    <tr>
      <td>
        <TextInputCell
          label={`Name of ${name}`}
          value={group.name}
          onChange={(next) => set({ name: next })}
          errors={errors('name')}
        />
      </td>
      <td className="w-[4.2rem]">
        <TextInputCell
          label={`Codes of ${name} begin with`}
          value={group.codePrefix}
          onChange={(letters) => set({ codePrefix: letters.toUpperCase() })}
          maxLength={3}
          errors={errors('codePrefix')}
        />
      </td>
      <td className="w-[5.2rem] [&_input]:text-right">
        <NumberInputCell
          label={`Places of ${name}`}
          value={group.places}
          onChange={(places) => set({ places })}
          minValue={1}
          errors={errors('places')}
        />
      </td>
      <td className="w-[5.2rem] [&_input]:text-right">
        <NumberInputCell
          label={`Own judgments per item of ${name}`}
          value={group.overlap}
          onChange={(overlap) => set({ overlap: overlap ?? Number.NaN })}
          minValue={0}
          errors={errors('overlap')}
        />
      </td>
      <td>
        <label className="inline-flex min-h-(--target) items-center gap-2 whitespace-nowrap">
          <input
            type="checkbox"
            checked={group.judgesShared}
            onChange={(event) => set({ judgesShared: event.target.checked })}
            aria-label={`${name} judges the shared set`}
          />
          <span aria-hidden="true">judges it</span>
        </label>
      </td>
      {remove && (
        <td>
          <Button look="plain" onPress={remove} aria-label={`Remove ${name}`}>
            Remove
          </Button>
        </td>
      )}
    </tr>
  )
}

/** A group with letters that are still free. */
function blankGroup(groups: readonly GroupInput[]): GroupInput {
  const taken = new Set(groups.map(({ codePrefix }) => codePrefix))
  const letter = [...'ABDEFGHIJKLMNOPQRSTUVWXYZC'].find((free) => !taken.has(free)) ?? ''
  return { name: '', codePrefix: letter, overlap: 0, judgesShared: true, places: null }
}
