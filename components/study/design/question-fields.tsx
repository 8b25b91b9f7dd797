'use client'

import { Disclosure } from '@/components/ui/disclosure'
import { TextField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import { LIMA_WORDING, type StudyInput } from '@/lib/designs/schema'
import { Part, type PartProps } from './part'

const RATIONALES: Record<StudyInput['rationale'], string> = {
  OFF: 'Not asked for',
  OPTIONAL: 'Invited, optional',
  REQUIRED: 'Required with every verdict',
}

/** What annotators read, what they are asked and what they can answer: the criteria are the children. */
export function QuestionFields({ children, ...props }: PartProps & { children: React.ReactNode }) {
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
      {children}
      <Select
        label="Reason for a verdict"
        placeholder="Choose"
        value={design.rationale}
        onChange={(rationale) => change({ rationale: rationale as StudyInput['rationale'] })}
        options={Object.entries(RATIONALES).map(([value, label]) => ({ value, label }))}
        errors={errors('rationale')}
      />
      <Note>A new design starts with LIMA’s words above the prompt. {LIMA_WORDING.source}</Note>
      <div>
        <LongText
          {...props}
          field="instructions"
          label="Instructions"
          hint="Annotators open them by a key while they judge. Markdown."
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
