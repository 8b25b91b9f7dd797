'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { TextField } from '@/components/ui/fields'
import { OPTION_SCORES, type StudyInput } from '@/lib/studies/schema'

export type PartProps = {
  design: StudyInput
  change: (part: Partial<StudyInput>) => void
  errors: (field: string) => string[] | undefined
}

const CODES = Object.keys(OPTION_SCORES) as (keyof typeof OPTION_SCORES)[]

/** What annotators read and what they can answer. */
export function QuestionFields({ design, change, errors, citation }: PartProps & { citation: string }) {
  return (
    <section className="design-part" aria-labelledby="part-question">
      <h2 id="part-question">Question</h2>
      <div className="stack">
        <TextField
          name="framing"
          label="Above the prompt"
          rows={2}
          value={design.framing}
          onChange={(framing) => change({ framing })}
          errors={errors('framing')}
        />
        <TextField
          name="question"
          label="Question"
          value={design.question}
          onChange={(question) => change({ question })}
          errors={errors('question')}
          isRequired
        />
        <fieldset className="verdicts">
          <legend className="label">Verdicts, as shown on their buttons</legend>
          {CODES.filter((code) => code !== 'BOTH_BAD' || design.bothBad).map((code) => (
            <TextField
              key={code}
              name={`label-${code}`}
              label={`${code}, score ${OPTION_SCORES[code] > 0 ? '+' : ''}${String(OPTION_SCORES[code]).replace('-', '−')}`}
              value={design.labels[code]}
              onChange={(label) => change({ labels: { ...design.labels, [code]: label } })}
              errors={errors(`labels.${code}`)}
            />
          ))}
        </fieldset>
        <Checkbox isSelected={design.bothBad} onChange={(bothBad) => change({ bothBad })}>
          Tell “both are bad” apart from a tie
        </Checkbox>
        <p className="note">Default {citation.charAt(0).toLowerCase() + citation.slice(1)}</p>
        <TextField
          name="instructions"
          label="Instructions for annotators (Markdown, optional)"
          description="One key away while they judge."
          rows={4}
          value={design.instructions}
          onChange={(instructions) => change({ instructions })}
          errors={errors('instructions')}
        />
      </div>
    </section>
  )
}
