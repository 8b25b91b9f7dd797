'use client'

import { Button } from '@/components/ui/button'
import { fieldError } from '@/components/ui/field-look'
import { FieldPair } from '@/components/ui/field-pair'
import { TextField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import type { NamedPrompt } from '@/lib/studies/selection-counts'

/** What gold and practice items have in every kind of study. */
export type Known = { kind: 'GOLD' | 'PRACTICE'; promptId: string; feedback: string }

type Props = {
  number: number
  item: Known
  prompt: NamedPrompt | undefined
  feedbackHint: string
  set: (part: Partial<Known>) => void
  remove: () => void
  errors: (field: string) => string[] | undefined
  /** Whose responses it shows and which verdict is right. */
  children: React.ReactNode
}

const KINDS = [
  { value: 'GOLD', label: 'Gold, hidden among the rest' },
  { value: 'PRACTICE', label: 'Practice, first and with feedback' },
]

/** One gold or practice item. */
export function KnownItem({ number, item, prompt, feedbackHint, set, remove, errors, children }: Props) {
  return (
    <li className="grid gap-[0.8rem] border-b border-rule pt-4 pb-[1.3rem]">
      <div className="flex items-start justify-between gap-4 text-sm">
        <p>
          <strong>{prompt?.externalId ?? 'Unknown prompt'}</strong> <span className="text-ink-2">{prompt?.words}</span>
        </p>
        <Button look="plain" onPress={remove} aria-label={`Remove item ${number}`}>
          Remove
        </Button>
      </div>
      {errors('promptId') && <p className={fieldError()}>{errors('promptId')?.join(' ')}</p>}
      <FieldPair>
        {children}
        <Select
          label="Kind"
          placeholder="Choose"
          value={item.kind}
          onChange={(kind) => set({ kind: kind as Known['kind'] })}
          options={KINDS}
          errors={errors('kind')}
        />
      </FieldPair>
      {item.kind === 'PRACTICE' && (
        <TextField
          name={`feedback-${number}`}
          label="Feedback"
          description={feedbackHint}
          rows={2}
          value={item.feedback}
          onChange={(feedback) => set({ feedback })}
          errors={errors('feedback')}
        />
      )}
    </li>
  )
}
