'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Disclosure } from '@/components/ui/disclosure'
import { NumberField, TextField } from '@/components/ui/fields'
import { FormTrouble } from '@/components/ui/form-trouble'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import { useSubmit } from '@/components/ui/use-submit'
import { type Ending, PLATFORM_NAMES, PLATFORMS, type Platform } from '@/lib/recruitments/platforms'
import type { RecruitmentInput } from '@/lib/recruitments/schema'
import type { Answer } from '@/lib/server/action'
import { EndingFields } from './ending-fields'
import { inputOf, type Values, withPlatform } from './form-values'

type Props = {
  studyId: string
  groups: { id: string; name: string }[]
  first: Values
  /** Codes for a platform that is chosen; null where the platform stays. */
  codes: Record<Ending, string> | null
  hasPractice: boolean
  hasChecks: boolean
  label: string
  save: (input: RecruitmentInput) => Promise<Answer<unknown>>
}

/** All that is decided about a recruitment. */
export function RecruitmentForm({ studyId, groups, first, codes, hasPractice, hasChecks, label, save }: Props) {
  const { submit, trouble, isPending } = useSubmit()
  const [values, setValues] = useState(first)
  const [isSaved, setSaved] = useState(false)
  const set = (part: Partial<Values>) => {
    setSaved(false)
    setValues({ ...values, ...part })
  }
  const errors = trouble?.fields
  const send = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    submit(
      () => save(inputOf(studyId, values)),
      () => setSaved(true),
    )
  }
  return (
    <form className="grid max-w-3xl gap-[1.3rem]" method="post" onSubmit={send}>
      <FormTrouble trouble={trouble} />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          name="name"
          label="Name"
          value={values.name}
          onChange={(name) => set({ name })}
          errors={errors?.name}
        />
        {codes ? (
          <Select
            label="Platform"
            value={values.platform}
            placeholder="Choose a platform"
            onChange={(platform) => setValues(withPlatform(values, platform as Platform, codes))}
            options={PLATFORMS.map((platform) => ({ value: platform, label: PLATFORM_NAMES[platform] }))}
          />
        ) : null}
        <Select
          label="Group they join"
          value={values.groupId}
          placeholder="Choose a group"
          onChange={(groupId) => set({ groupId })}
          options={groups.map(({ id, name }) => ({ value: id, label: name }))}
          errors={errors?.groupId}
        />
      </div>
      <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
        <NumberField
          name="places"
          label="Places"
          description="Completions wanted, never more."
          value={values.places}
          onChange={(places) => set({ places })}
          minValue={1}
          errors={errors?.places}
        />
        <NumberField
          name="overbooking"
          label="Let in beyond them, %"
          description="For those who give up."
          value={values.overbooking}
          onChange={(overbooking) => set({ overbooking })}
          minValue={0}
          maxValue={100}
          errors={errors?.overbooking}
        />
        <TextField
          name="reward"
          label="Pay for a completion"
          description="Without the platform’s fees."
          inputMode="decimal"
          value={values.reward}
          onChange={(reward) => set({ reward })}
          errors={errors?.reward}
        />
        <TextField
          name="currency"
          label="Currency"
          value={values.currency}
          onChange={(currency) => set({ currency })}
          maxLength={3}
          errors={errors?.currency}
        />
      </div>
      <EndingFields
        platform={values.platform}
        endings={values.endings}
        errors={errors}
        onChange={(endings) => set({ endings })}
      />
      <Rules values={values} set={set} errors={errors} hasPractice={hasPractice} hasChecks={hasChecks} />
      <ParameterFields values={values} set={set} errors={errors} />
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <Button type="submit" look="primary" isPending={isPending}>
          {label}
        </Button>
        <Note role="status">{isSaved && 'Saved.'}</Note>
      </div>
    </form>
  )
}

type Part = { values: Values; set: (part: Partial<Values>) => void; errors: Record<string, string[]> | undefined }

function Rules({ values, set, errors, hasPractice, hasChecks }: Part & { hasPractice: boolean; hasChecks: boolean }) {
  return (
    <div className="grid gap-3">
      <Checkbox isSelected={values.needsComputer} onChange={(needsComputer) => set({ needsComputer })}>
        Only at a computer: on a phone or tablet people are asked to change to one.
      </Checkbox>
      <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
        {hasPractice && (
          <NumberField
            name="practiceRight"
            label="Practice items to get right"
            description="With fewer, their part ends after the practice. Empty: nobody’s does."
            {...numberOf(values.practiceRight)}
            onChange={(right) => set({ practiceRight: right > 0 ? right : null })}
            minValue={0}
            errors={errors?.practiceRight}
          />
        )}
        {hasChecks && (
          <NumberField
            name="missedChecks"
            label="Missed checks that you look at"
            description="From so many on they end as “failed checks”, never before the end. Platforms want two at least. Empty: none do."
            {...numberOf(values.missedChecks)}
            onChange={(missed) => set({ missedChecks: missed > 0 ? missed : null })}
            minValue={0}
            errors={errors?.missedChecks}
          />
        )}
      </div>
    </div>
  )
}

/** An empty field is not a number. */
function numberOf(value: number | null) {
  return { value: value ?? Number.NaN }
}

const PARTS = [
  ['participant', 'Participant'],
  ['session', 'Submission'],
  ['study', 'Study'],
] as const

function ParameterFields({ values, set, errors }: Part) {
  return (
    <Disclosure
      label="Parameters of the link"
      aside={values.parameters.participant}
      isOpen={values.platform === 'PANEL'}
    >
      <div className="grid gap-4 sm:grid-cols-3">
        {PARTS.map(([part, name]) => (
          <TextField
            key={part}
            name={`parameters.${part}`}
            label={name}
            value={values.parameters[part]}
            onChange={(value) => set({ parameters: { ...values.parameters, [part]: value } })}
            errors={errors?.[`parameters.${part}`]}
          />
        ))}
      </div>
      <Note className="mt-2">
        What the platform calls them in the address. Only the participant is needed; each value has at most 128 letters,
        digits, “.”, “_” and “-”.
      </Note>
    </Disclosure>
  )
}
