'use client'

import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import type { StudyInput } from '@/lib/designs/schema'
import { MOST_MODELS, type ModelGroupInput } from '@/lib/models/design'
import { PartError } from '../part'
import { blankModel } from './blank-model'
import { Model } from './model'
import type { ModelSource } from './source'

type Props = {
  place: { index: number; of: number }
  group: ModelGroupInput
  design: StudyInput
  source: ModelSource
  set: (group: ModelGroupInput) => void
  remove: () => void
  /** By the rest of the path: `name`, `models.0.model`. */
  errors: (field: string) => string[] | undefined
}

/** One group of models: its name, its letters, its models. */
export function ModelGroup({ place, group, design, source, set, remove, errors }: Props) {
  const { models } = group
  const called = group.name || `group of models ${place.index + 1}`
  const setModels = (next: ModelGroupInput['models']) => set({ ...group, models: next })
  // One more model is most often the same one asked otherwise, or another of the same provider.
  const last = models.at(-1)
  const another = () => setModels([...models, last ? { ...last, model: '' } : blankModel('')])
  return (
    <fieldset className="grid gap-[1.1rem] border-l-2 border-rule pl-[1.1rem]">
      <legend className="sr-only">Group of models {called}</legend>
      <div className="grid grid-cols-[minmax(0,1fr)_5rem_auto] items-start gap-x-4">
        <TextField
          name={`models-${place.index}-name`}
          label="Group"
          value={group.name}
          onChange={(name) => set({ ...group, name })}
          errors={errors('name')}
          isRequired
        />
        <TextField
          name={`models-${place.index}-letters`}
          label="Letters"
          value={group.codePrefix}
          onChange={(letters) => set({ ...group, codePrefix: letters.toUpperCase() })}
          maxLength={3}
          errors={errors('codePrefix')}
          isRequired
        />
        <div className="pt-[1.45rem]">
          <Button look="plain" onPress={remove} aria-label={`Remove ${called}`}>
            Remove
          </Button>
        </div>
      </div>
      {models.map((model, index) => (
        <Model
          // biome-ignore lint/suspicious/noArrayIndexKey: one model may stand here twice, asked otherwise
          key={index}
          model={model}
          design={design}
          source={source}
          place={{ group: place.index, index, of: models.length }}
          set={(part) => setModels(models.map((other, at) => (at === index ? { ...other, ...part } : other)))}
          remove={() => setModels(models.filter((_, at) => at !== index))}
          errors={(field) => errors(`models.${index}.${field}`)}
        />
      ))}
      <PartError errors={errors('models')} />
      {models.length < MOST_MODELS && (
        <div>
          <Button look="link" onPress={another}>
            Add a model to {group.name || 'this group'}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
