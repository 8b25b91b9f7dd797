'use client'

import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { TextField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import { LIMA_WORDING, type StudyInput } from '@/lib/designs/schema'
import type { CriterionInput } from '@/lib/protocols/comparison/design'
import { scaleLabels } from '@/lib/protocols/comparison/scales'
import { Criterion } from './criterion'
import { Part, PartError, type PartProps } from './part'

const MOST_CRITERIA = 6

const RATIONALES: Record<StudyInput['rationale'], string> = {
  OFF: 'Not asked for',
  OPTIONAL: 'Invited, optional',
  REQUIRED: 'Required with every verdict',
}

/** What annotators read, what they are asked and what they can answer. */
export function QuestionFields(props: PartProps) {
  const { design, change, errors } = props
  return (
    <Part id="question" title="Question">
      <TextField
        name="framing"
        label="Above the prompt"
        rows={2}
        value={design.framing}
        onChange={(framing) => change({ framing })}
        errors={errors('framing')}
      />
      <Criteria {...props} />
      <Select
        label="Reason for a verdict"
        placeholder="Choose"
        value={design.rationale}
        onChange={(rationale) => change({ rationale: rationale as StudyInput['rationale'] })}
        options={Object.entries(RATIONALES).map(([value, label]) => ({ value, label }))}
        errors={errors('rationale')}
      />
      <Note>A new design starts with LIMA’s question. {LIMA_WORDING.source}</Note>
      <div>
        <LongText
          {...props}
          field="instructions"
          label="Instructions"
          hint="One key away while they judge. Markdown."
        />
        <LongText
          {...props}
          field="consent"
          label="Consent"
          hint="Annotators agree to it before they begin. Markdown."
        />
      </div>
    </Part>
  )
}

function Criteria({ design: { criteria }, change, errors }: PartProps) {
  const setAll = (next: CriterionInput[]) => change({ criteria: next })
  const move = (index: number, by: number) => {
    const next = [...criteria]
    const [moved] = next.splice(index, 1)
    if (moved) next.splice(index + by, 0, moved)
    setAll(next)
  }
  return (
    <>
      {criteria.map((criterion, index) => (
        <Criterion
          // biome-ignore lint/suspicious/noArrayIndexKey: criteria have nothing but their place to be told apart by
          key={index}
          criterion={criterion}
          place={{ index, of: criteria.length }}
          set={(next) => setAll(criteria.map((other, at) => (at === index ? next : other)))}
          move={(by) => move(index, by)}
          remove={() => setAll(criteria.filter((_, at) => at !== index))}
          errors={(field) => errors(`criteria.${index}.${field}`)}
        />
      ))}
      <PartError errors={errors('criteria')} />
      {criteria.length < MOST_CRITERIA && (
        <div>
          <Button
            look="link"
            onPress={() => setAll([...criteria, { question: '', scale: 'THREE', labels: scaleLabels('THREE') }])}
          >
            Add a criterion
          </Button>
        </div>
      )}
    </>
  )
}

type LongTextProps = PartProps & { field: 'instructions' | 'consent'; label: string; hint: string }

/** A long text that is folded away while there is none. */
function LongText({ design, change, errors, field, label, hint }: LongTextProps) {
  const text = design[field]
  return (
    <Disclosure
      label={label}
      aside={text ? `${text.trim().split(/\s+/).length} words` : 'none'}
      isOpen={Boolean(text) || Boolean(errors(field))}
    >
      <TextField
        name={field}
        label={`${label} for annotators`}
        description={hint}
        rows={4}
        value={text}
        onChange={(value) => change({ [field]: value })}
        errors={errors(field)}
      />
    </Disclosure>
  )
}
