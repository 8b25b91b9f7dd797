'use client'

import { useState } from 'react'
import { FieldPair } from '@/components/ui/field-pair'
import { TextField } from '@/components/ui/fields'
import { Note } from '@/components/ui/text'
import type { StudyInput } from '@/lib/designs/schema'
import type { ModelInput } from '@/lib/models/design'
import { blankModel, blankModelGroup } from '../design/models/blank-model'
import { Model } from '../design/models/model'
import { marginPoints } from '../design/models/model-words'
import { NoProviders } from '../design/models/no-providers'
import type { ModelSource } from '../design/models/source'
import { AmendForm, type MakeAmendment } from './amend-form'

type Props = { make: MakeAmendment; design: StudyInput; source: ModelSource; isClosed: boolean }

/** Adds a language model that was not there when the study was opened. */
export function AmendModel({ make, design, source, isClosed }: Props) {
  const first = source.providers.length === 1 ? (source.providers[0]?.id ?? '') : ''
  const [group, setGroup] = useState(() => design.models[0] ?? blankModelGroup(design.groups, first))
  const [model, setModel] = useState<ModelInput>(() => blankModel(first))
  const { name, codePrefix } = group
  // What is tried and shown is the study with this model alone.
  const withModel = { ...design, models: [{ name, codePrefix, models: [model] }] }
  return (
    <AmendForm
      label="Add a language model"
      now={source.providers.length === 0 ? 'no provider can be used' : isClosed ? 'exploratory' : 'beside the people'}
      submitLabel="Add the model"
      make={make}
      amendment={(reason) => ({ kind: 'MODEL', group: { name, codePrefix }, model, reason })}
    >
      {(errors) => (
        <>
          {source.providers.length === 0 && <NoProviders isAdmin={source.isAdmin} />}
          <Note>
            It gets slots of its own on the items there are by now, and takes none from people. The group may be one of
            the study’s groups of models, by its name and letters, or a new one. It counts as equal to people within{' '}
            {marginPoints(design.parityMargin)} percentage points of agreement, as was fixed when the study opened.
            {isClosed &&
              ' Whoever chooses a model by now may have seen outcomes, so it is exploratory: it is asked, exported and marked on the page Judges, and no figure of before changes.'}
          </Note>
          <FieldPair>
            <TextField
              name="model-group"
              label="Group"
              value={name}
              onChange={(next) => setGroup({ ...group, name: next })}
              errors={errors('group.name') ?? errors('group')}
              isRequired
            />
            <TextField
              name="model-letters"
              label="Letters"
              value={codePrefix}
              onChange={(letters) => setGroup({ ...group, codePrefix: letters.toUpperCase() })}
              maxLength={3}
              errors={errors('group.codePrefix')}
              isRequired
            />
          </FieldPair>
          <Model
            model={model}
            design={withModel}
            source={source}
            place={{ group: 0, index: 0, of: 1 }}
            set={(part) => setModel({ ...model, ...part })}
            remove={() => undefined}
            errors={(field) => errors(`model.${field}`) ?? (field === 'model' ? errors('model') : undefined)}
          />
        </>
      )}
    </AmendForm>
  )
}
