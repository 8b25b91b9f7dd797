'use client'

import { FieldPair } from '@/components/ui/field-pair'
import { NumberField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import type { DesignChoices, PromptSetChoice } from '@/lib/designs/design-choices'
import { count } from '@/lib/numbers/count'
import { promptsToDrawFrom, unansweredPrompts } from '@/lib/studies/selection-counts'
import type { PartProps } from './part'

type Props = PartProps & {
  choices: DesignChoices
  /** Another set has other systems: chooses it, and none of them. */
  chooseSet: (promptSetId: string) => void
}

/** Which prompts: of which set, of one category or all, all of these or a sample. */
export function PromptFields({ chooseSet, ...props }: Props) {
  const { design, change, errors, choices } = props
  const set = setOf(props)
  return (
    <FieldPair>
      <div className={set?.categories.length ? '' : 'col-span-full'}>
        <Select
          label="Prompt set"
          placeholder="Choose a prompt set"
          value={design.promptSetId}
          onChange={chooseSet}
          options={choices.promptSets.map(({ id, name, prompts }) => ({
            value: id,
            label: `${name}, ${count(prompts, 'prompt')}`,
            isDisabled: design.known.length > 0 && id !== design.promptSetId,
          }))}
          errors={errors('promptSetId')}
        />
        {design.known.length > 0 && (
          <Note className="mt-[0.35rem]">Remove the gold and practice items to choose another set.</Note>
        )}
      </div>
      {set && set.categories.length > 0 && <Category {...props} set={set} />}
      {set && (
        <NumberField
          name="sample"
          label="Prompts in the study"
          description={`Empty: all ${drawn(props, set).toLocaleString('en')}. Fewer are drawn from the seed.`}
          value={design.sample ?? Number.NaN}
          onChange={(sample) => change({ sample: Number.isNaN(sample) ? null : sample })}
          minValue={1}
          errors={errors('sample')}
        />
      )}
    </FieldPair>
  )
}

/** The set that a design has chosen. */
export function setOf({ design, choices }: Pick<Props, 'design' | 'choices'>): PromptSetChoice | undefined {
  return choices.promptSets.find(({ id }) => id === design.promptSetId)
}

function drawn({ design }: Pick<Props, 'design'>, set: PromptSetChoice): number {
  const total = promptsToDrawFrom(set, design.category)
  return design.leaveOutUnanswered ? total - unansweredPrompts(design, set) : total
}

const ALL = '*'

function Category({ set, design, change, errors }: PartProps & { set: PromptSetChoice }) {
  return (
    <Select
      label="Category"
      placeholder="Choose"
      value={design.category === null ? ALL : `=${design.category}`}
      onChange={(value) => change({ category: value === ALL ? null : value.slice(1) })}
      options={[
        { value: ALL, label: 'All prompts' },
        ...set.categories.map(({ name, prompts }) => ({ value: `=${name}`, label: `${name}, ${prompts}` })),
      ]}
      errors={errors('category')}
    />
  )
}
