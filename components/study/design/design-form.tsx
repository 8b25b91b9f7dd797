'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Note } from '@/components/ui/text'
import type { DesignChoices } from '@/lib/designs/design-choices'
import type { StudyInput } from '@/lib/designs/schema'
import type { StaffWords } from '@/lib/i18n/staff'
import type { Answer } from '@/lib/server/action'
import type { NamedPrompt } from '@/lib/studies/selection-counts'
import { Consequences } from '../consequences/consequences'
import { ComparisonParts } from './comparison-parts'
import { DeskFields } from './desk-fields'
import type { FindPrompts } from './find-prompt'
import { FormErrors } from './form-errors'
import { ModelFields } from './models/model-fields'
import type { ModelSource } from './models/source'
import { OrderFields } from './order-fields'
import { Part } from './part'
import { PreregistrationFields } from './preregistration-fields'
import { ProtocolFields } from './protocol-fields'
import { withAblation } from './rating/ablation'
import { RatingParts } from './rating/rating-parts'
import { useDesign } from './use-design'
import { useUnsaved } from './use-unsaved'

type Props = {
  design: StudyInput
  choices: DesignChoices
  /** The prompts that gold and practice items name already. */
  named: NamedPrompt[]
  save: (input: StudyInput) => Promise<Answer<{ studyId: string }>>
  find: FindPrompts
  /** The draft this is; null for a new study, whose form leads to its overview. */
  studyId: string | null
  /** Items that the design, as last saved, leaves out for the names in their responses. */
  itemsLeftOut?: number
  /** Providers of language models, and how their requests are shown, estimated and tried. */
  models: ModelSource
  /** Of the plan of the analysis. */
  words: StaffWords['preregistration']
}

/** The form of a study's design, with what it comes to beside it. */
export function DesignForm({
  design: initial,
  choices,
  named,
  save,
  find,
  studyId,
  itemsLeftOut = 0,
  models,
  words,
}: Props) {
  const router = useRouter()
  const [prompts, setPrompts] = useState(() => new Map(named.map((prompt) => [prompt.id, prompt])))
  const form = useDesign(initial, save, (saved) => {
    if (studyId === null) router.push(`/studies/${saved}`)
    router.refresh()
  })
  const { design, change, errors, isDirty, isPending, savedAt } = form
  useUnsaved(isDirty)
  const remember = (prompt: NamedPrompt) => setPrompts((now) => new Map(now).set(prompt.id, prompt))
  const shared = { design, change, errors, choices, prompts, find, remember }
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    form.submit()
  }
  return (
    <form
      className="mt-14 grid grid-cols-[minmax(0,1fr)_20.5rem] items-start gap-x-18 gap-y-12 max-[68rem]:grid-cols-[minmax(0,1fr)] max-sm:mt-10"
      onSubmit={submit}
      noValidate
      aria-label="Study design"
    >
      <div>
        <FormErrors protocol={design.protocol} fields={form.fields} message={form.message} attempts={form.attempts} />
        <ProtocolFields kind={design.protocol} choose={form.choose} />
        <Part id="study" title="Study">
          <TextField
            name="title"
            label="Title"
            description="Annotators see it: do not name a system here."
            value={design.title}
            onChange={(title) => change({ title })}
            errors={errors('title')}
            isRequired
          />
        </Part>
        {design.protocol === 'RATING' ? (
          <RatingParts {...shared} design={design} />
        ) : (
          <ComparisonParts {...shared} design={design} />
        )}
        <ModelFields
          {...shared}
          source={models}
          ablation={design.protocol === 'RATING' ? (providerId) => change(withAblation(design, providerId)) : null}
        />
        <DeskFields {...shared} />
        <OrderFields {...shared} />
        <PreregistrationFields {...shared} words={words} />
        <div className="flex flex-wrap items-center gap-[0.6rem] border-t border-rule pt-6">
          <Button look="primary" type="submit" isPending={isPending}>
            {isPending ? 'Saving …' : studyId === null ? 'Make the draft' : 'Save the draft'}
          </Button>
          <Note as="span" role="status">
            {isDirty ? 'Not saved yet.' : savedAt && `Draft saved ${clock(savedAt)}.`}
          </Note>
        </div>
        <Note className="mt-[0.6rem] max-w-[60ch]">
          A draft can change until you open the study, from its overview. Opening writes one slot for every judgment and
          freezes this page; later changes are amendments, and named in the report.
        </Note>
      </div>
      <Consequences
        {...{ design, change, errors, prompts, itemsLeftOut }}
        sets={choices.promptSets}
        estimate={models.estimate}
      />
    </form>
  )
}

function clock(at: Date): string {
  return at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}
