'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { FieldPair } from '@/components/ui/field-pair'
import { NumberField } from '@/components/ui/fields'
import { FormTrouble } from '@/components/ui/form-trouble'
import { LinkButton } from '@/components/ui/link-button'
import { useSubmit } from '@/components/ui/use-submit'
import type { StudyInput } from '@/lib/designs/schema'
import type { RehearsalSettings } from '@/lib/rehearsals/schema'
import type { Answer } from '@/lib/server/action'
import { Part } from './design/part'
import { TemperFields } from './rehearse-temper'

type Props = {
  studyId: string
  groups: StudyInput['groups']
  initial: RehearsalSettings
  start: (input: { studyId: string; settings: RehearsalSettings }) => Promise<Answer<{ rehearsalId: string }>>
}

/** Asks how simulated annotators judge, how many they are and how far they go; then sets them to work. */
export function RehearseForm({ studyId, groups, initial, start }: Props) {
  const router = useRouter()
  const [settings, setSettings] = useState(initial)
  const { submit, trouble, isPending } = useSubmit()
  // What is changed is a field of what is there: its kind stays.
  const change = (part: Partial<RehearsalSettings>) => setSettings((now) => ({ ...now, ...part }) as RehearsalSettings)
  const errors = (field: string) => trouble?.fields?.[field]
  const setAnnotators = (codePrefix: string, annotators: number) =>
    change({
      groups: settings.groups.map((group) => (group.codePrefix === codePrefix ? { codePrefix, annotators } : group)),
    })
  const begin = (event: React.FormEvent) => {
    event.preventDefault()
    submit(
      () => start({ studyId, settings }),
      () => {
        router.push(`/studies/${studyId}/design#rehearsals`)
        router.refresh()
      },
    )
  }
  return (
    <form
      className="mt-14 max-w-[46rem] max-sm:mt-10 [&_[role=alert]]:mb-6"
      onSubmit={begin}
      noValidate
      aria-label="Rehearsal"
    >
      <FormTrouble trouble={trouble} />
      <TemperFields settings={settings} change={change} errors={errors} />
      <Part id="annotators" title="Annotators">
        <FieldPair>
          {groups.map(({ name, codePrefix }, index) => (
            <NumberField
              key={codePrefix}
              name={`annotators-${codePrefix}`}
              label={`Simulated annotators in ${name}`}
              value={settings.groups[index]?.annotators ?? 0}
              onChange={(annotators) => setAnnotators(codePrefix, annotators)}
              minValue={0}
              maxValue={200}
              errors={errors(`groups.${index}.annotators`)}
            />
          ))}
        </FieldPair>
        <Checkbox isSelected={settings.hasSloppy} onChange={(hasSloppy) => change({ hasSloppy })}>
          One of them is sloppy: one in ten answers at random
        </Checkbox>
        <NumberField
          name="share"
          label="Share of the judgments, %"
          description="Less than 100 leaves a study that is not yet full."
          value={Math.round(settings.share * 100)}
          onChange={(percent) => change({ share: percent / 100 })}
          minValue={1}
          maxValue={100}
          errors={errors('share')}
        />
      </Part>
      <div className="flex flex-wrap items-center gap-[0.6rem] border-t border-rule pt-6">
        <Button look="primary" type="submit" isPending={isPending}>
          {isPending ? 'Starting …' : 'Start the rehearsal'}
        </Button>
        <LinkButton href={`/studies/${studyId}/design`}>Cancel</LinkButton>
      </div>
    </form>
  )
}
