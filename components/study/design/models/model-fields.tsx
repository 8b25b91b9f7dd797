'use client'

import { Button } from '@/components/ui/button'
import { FocusHome } from '@/components/ui/focus-home'
import { Note } from '@/components/ui/text'
import type { ModelGroupInput } from '@/lib/models/design'
import { Part, PartError, type PartProps } from '../part'
import { blankModelGroup } from './blank-model'
import { ModelGroup } from './model-group'
import { NoProviders } from './no-providers'
import { ParityMargin } from './parity-margin'
import type { ModelSource } from './source'

const MOST_GROUPS = 12

type Props = PartProps & {
  source: ModelSource
  /** Makes the design LIMA's ablation; null where responses are compared. */
  ablation: ((providerId: string) => void) | null
}

/** Language models that judge beside people: which, how each is asked, about what, and for how much at most. */
export function ModelFields({ source, ablation, ...props }: Props) {
  const { design, change, errors } = props
  const { models: groups } = design
  const setAll = (models: ModelGroupInput[]) => change({ models })
  const first = source.providers.length === 1 ? (source.providers[0]?.id ?? '') : ''
  const add = () => setAll([...groups, blankModelGroup([...design.groups, ...groups], first)])
  return (
    <Part id="models" title="Language models">
      <Note>
        A model reads what people read, is as blind as they are, and takes no judgment from them: its verdicts come
        beside theirs. Every call is kept.
      </Note>
      {source.providers.length === 0 && <NoProviders isAdmin={source.isAdmin} />}
      <FocusHome label="Groups of models" className="grid grid-cols-[minmax(0,1fr)] gap-[1.1rem]">
        {groups.map((group, index) => (
          <ModelGroup
            // biome-ignore lint/suspicious/noArrayIndexKey: its letters, which name it, are typed here
            key={index}
            place={{ index, of: groups.length }}
            group={group}
            design={design}
            source={source}
            set={(next) => setAll(groups.map((other, at) => (at === index ? next : other)))}
            remove={() => setAll(groups.filter((_, at) => at !== index))}
            errors={(field) => errors(`models.${index}.${field}`)}
          />
        ))}
        <PartError errors={errors('models')} />
        {groups.length > 0 && <ParityMargin {...props} />}
        {source.providers.length > 0 && groups.length < MOST_GROUPS && (
          <div className="flex flex-wrap gap-x-6">
            <Button look="link" onPress={add}>
              Add a group of models
            </Button>
            {ablation && (
              <Button look="link" onPress={() => ablation(first)}>
                As LIMA’s ablations: 1–6 by a model, reason first, 5 samples
              </Button>
            )}
          </div>
        )}
      </FocusHome>
    </Part>
  )
}
