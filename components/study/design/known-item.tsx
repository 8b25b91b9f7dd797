'use client'

import { Button } from '@/components/ui/button'
import { fieldError } from '@/components/ui/field-look'
import { FieldPair } from '@/components/ui/field-pair'
import { TextField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import type { CriterionInput, KnownItemInput } from '@/lib/protocols/comparison/design'
import { SCALES } from '@/lib/protocols/comparison/scales'
import type { NamedPrompt } from '@/lib/studies/selection-counts'

type Props = {
  number: number
  item: KnownItemInput
  prompt: NamedPrompt | undefined
  systems: { value: string; label: string }[]
  /** The main question, whose verdict is known. */
  criterion: CriterionInput | undefined
  set: (part: Partial<KnownItemInput>) => void
  remove: () => void
  errors: (field: string) => string[] | undefined
}

const KINDS = [
  { value: 'GOLD', label: 'Gold, hidden among the rest' },
  { value: 'PRACTICE', label: 'Practice, first and with feedback' },
]

/** One gold or practice item. */
export function KnownItem({ number, item, prompt, systems, criterion, set, remove, errors }: Props) {
  const verdicts = criterion
    ? SCALES[criterion.scale].options.map(({ code }) => ({
        value: code,
        label: `${code}: ${criterion.labels[code] ?? ''}`,
      }))
    : []
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
        <Select
          label="Answer A is by"
          placeholder="Choose a system"
          value={item.systemAId}
          onChange={(systemAId) => set({ systemAId })}
          options={systems}
          errors={errors('systemAId')}
        />
        <Select
          label="Answer B is by"
          placeholder="Choose a system"
          value={item.systemBId}
          onChange={(systemBId) => set({ systemBId })}
          options={systems}
          errors={errors('systemBId')}
        />
        <Select
          label="Right verdict"
          placeholder="Which verdict is right?"
          value={verdicts.some(({ value }) => value === item.expected) ? item.expected : ''}
          onChange={(expected) => set({ expected })}
          options={verdicts}
          errors={errors('expected')}
        />
        <Select
          label="Kind"
          placeholder="Choose"
          value={item.kind}
          onChange={(kind) => set({ kind: kind as KnownItemInput['kind'] })}
          options={KINDS}
          errors={errors('kind')}
        />
      </FieldPair>
      {item.kind === 'PRACTICE' && (
        <TextField
          name={`feedback-${number}`}
          label="Feedback"
          description="Shown after the verdict. Markdown; call the answers by what they say: their sides differ."
          rows={2}
          value={item.feedback}
          onChange={(feedback) => set({ feedback })}
          errors={errors('feedback')}
        />
      )}
    </li>
  )
}
