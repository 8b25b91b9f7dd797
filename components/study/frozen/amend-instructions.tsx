'use client'

import { useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { TextField } from '@/components/ui/fields'
import { AmendForm, type MakeAmendment } from './amend-form'

/** Changes what annotators can read while they judge. */
export function AmendInstructions({ make, instructions }: { make: MakeAmendment; instructions: string }) {
  const [text, setText] = useState(instructions)
  const [keepNames, setKeepNames] = useState(false)
  return (
    <AmendForm
      label="Change the instructions"
      now={instructions ? `${instructions.trim().split(/\s+/).length} words` : 'none'}
      submitLabel="Amend the instructions"
      make={make}
      amendment={(reason) => ({ kind: 'INSTRUCTIONS', instructions: text, keepNames, reason })}
    >
      {(errors) => (
        <>
          <TextField
            name="instructions"
            label="Instructions for annotators"
            description="Markdown. Who is judging sees them from their next page on."
            rows={6}
            value={text}
            onChange={setText}
            errors={errors('instructions')}
          />
          <Checkbox isSelected={keepNames} onChange={setKeepNames}>
            A maker, a model or a system that it names is meant to stand there
          </Checkbox>
        </>
      )}
    </AmendForm>
  )
}
