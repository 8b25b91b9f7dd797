'use client'

import Link from 'next/link'
import { Checkbox } from '@/components/ui/checkbox'
import { FieldPair } from '@/components/ui/field-pair'
import { NumberField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import type { DesignChoices, PromptSetChoice } from '@/lib/designs/design-choices'
import { count } from '@/lib/numbers/count'
import { promptsToDrawFrom, unansweredPrompts } from '@/lib/studies/selection-counts'
import { Pairing } from './pairing'
import { Part, type PartProps } from './part'

/** Which prompts, and which systems meet on them. */
export function Comparisons(props: PartProps & { choices: DesignChoices }) {
  const { design, change, errors, choices } = props
  const set = choices.promptSets.find(({ id }) => id === design.promptSetId)
  const total = set ? promptsToDrawFrom(set, design.category) : 0
  const drawn = set && design.leaveOutUnanswered ? total - unansweredPrompts(design, set) : total
  return (
    <Part id="comparisons" title="Comparisons">
      {choices.promptSets.length === 0 && (
        <p>
          There is no prompt set yet. <Link href="/prompt-sets">Upload one</Link> and the outputs of two systems first.
        </p>
      )}
      <FieldPair>
        <div className={set?.categories.length ? '' : 'col-span-full'}>
          <Select
            label="Prompt set"
            placeholder="Choose a prompt set"
            value={design.promptSetId}
            onChange={(promptSetId) => change({ promptSetId, category: null, comparisons: blank(design) })}
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
        {set && set.categories.length > 0 && <Category set={set} {...props} />}
        {set && (
          <NumberField
            name="sample"
            label="Prompts in the study"
            description={`Empty: all ${drawn.toLocaleString('en')}. Fewer are drawn from the seed.`}
            value={design.sample ?? Number.NaN}
            onChange={(sample) => change({ sample: Number.isNaN(sample) ? null : sample })}
            minValue={1}
            errors={errors('sample')}
          />
        )}
      </FieldPair>
      <Pairing {...props} total={total} />
      {set && <LeaveOut set={set} {...props} />}
    </Part>
  )
}

/** Offered where systems that were chosen have no response to some of the prompts. */
function LeaveOut({ set, design, change }: PartProps & { set: PromptSetChoice }) {
  const { leaveOutUnanswered } = design
  const unanswered = unansweredPrompts(design, set)
  if (unanswered === 0 && !leaveOutUnanswered) return null
  return (
    <div className="col-span-full">
      <Checkbox isSelected={leaveOutUnanswered} onChange={(isOn) => change({ leaveOutUnanswered: isOn })}>
        Leave out prompts that a compared system has no response to
      </Checkbox>
      <Note className="mt-[0.35rem]">
        {unanswered === 0
          ? 'There is none at present.'
          : `${count(unanswered, 'prompt')}. Otherwise the study opens only when they are answered. They are left out of every pair, so that all are compared on the same prompts, and named in the protocol.`}
      </Note>
    </div>
  )
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

/** The same plan with no systems in it: another set has others. */
function blank({ comparisons: { pairing } }: PartProps['design']): PartProps['design']['comparisons'] {
  if (pairing === 'FOCAL') return { pairing, focalSystemId: '', baselineIds: [] }
  return pairing === 'ALL' ? { pairing, systemIds: [] } : { pairing, pairs: [] }
}
