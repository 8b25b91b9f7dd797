'use client'

import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { type Draft, type Row, type Slot, slotsOf } from '@/lib/uploads/mapping/draft'
import type { LookedAt } from '@/lib/uploads/mapping/look'
import { PlaceSelect } from './place-select'
import { SystemSelect } from './system-select'
import type { WizardDraft } from './use-draft'
import { SLOT_WORDS } from './words'

type Props = { places: readonly LookedAt[]; wizard: WizardDraft; row: Row }

const PAIR = 'grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-5 sm:grid-cols-2'

/** Where everything but the verdict stands. */
export function PlacesPart({ places, wizard, row }: Props) {
  const { draft, proposed, change } = wizard
  const needed = neededBy(row)
  const put = (slot: Slot) => (place: Draft['places'][Slot]) =>
    change({ places: { ...draft.places, [slot]: place } }, slot)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {(row === 'pair' || row === 'judgment') && (
        <div className={PAIR}>
          <SystemSelect
            label="System A"
            places={places}
            value={draft.modelA}
            onChange={(modelA) => change({ modelA }, 'modelA')}
            isProposed={proposed.has('modelA')}
          />
          <SystemSelect
            label="System B"
            places={places}
            value={draft.modelB}
            onChange={(modelB) => change({ modelB }, 'modelB')}
            isProposed={proposed.has('modelB')}
          />
        </div>
      )}
      <div className={PAIR}>
        {slotsOf(row).map((slot) => (
          <PlaceSelect
            key={slot}
            label={SLOT_WORDS[slot].name}
            places={places}
            value={draft.places[slot]}
            onChange={put(slot)}
            isProposed={proposed.has(slot)}
            without={SLOT_WORDS[slot].without}
            isNeeded={needed.includes(slot)}
          />
        ))}
      </div>
      {row === 'wide' && <WideColumns places={places} wizard={wizard} />}
    </div>
  )
}

function neededBy(row: Row): readonly Slot[] {
  if (row === 'prompt') return ['prompt']
  if (row === 'response') return ['response']
  return row === 'pair' ? ['responseA', 'responseB'] : []
}

const MOST = 50

/** A column for each system. */
function WideColumns({ places, wizard }: Omit<Props, 'row'>) {
  const { draft, change } = wizard
  const { responses } = draft
  const put = (at: number, column: Partial<Draft['responses'][number]>) =>
    change({ responses: responses.map((one, index) => (index === at ? { ...one, ...column } : one)) })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {responses.map(({ system, from }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column has no name before one is chosen
        <div key={index} className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 sm:grid-cols-[1fr_1fr_auto]">
          <PlaceSelect
            label={`Responses ${index + 1}`}
            places={places}
            value={from.path === '' ? undefined : from}
            onChange={(place) =>
              put(index, {
                from: place ?? { path: '', json: false },
                ...(system === '' && { system: place?.path ?? '' }),
              })
            }
            isProposed={false}
            isNeeded
          />
          <TextField
            name={`system-${index}`}
            label={`System of responses ${index + 1}`}
            value={system}
            maxLength={200}
            onChange={(name) => put(index, { system: name })}
          />
          <Button look="link" onPress={() => change({ responses: responses.filter((_, at) => at !== index) })}>
            Take out
          </Button>
        </div>
      ))}
      {responses.length < MOST && (
        <div>
          <Button
            onPress={() => change({ responses: [...responses, { system: '', from: { path: '', json: false } }] })}
          >
            Add a system’s column
          </Button>
        </div>
      )}
    </div>
  )
}
