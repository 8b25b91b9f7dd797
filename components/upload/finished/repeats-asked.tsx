import { fieldError } from '@/components/ui/field-look'
import { count } from '@/lib/numbers/count'
import type { RepeatRule } from '@/lib/uploads/judgments/schema'

const RULES: [rule: RepeatRule, label: string][] = [
  ['earliest', 'the earliest; later ones are kept as repeats'],
  ['latest', 'the latest; earlier ones are kept as repeats'],
  ['all', 'each of them'],
]

type Props = {
  repeats: number
  rule: RepeatRule | null
  onChoose: (rule: RepeatRule) => void
  errors: string[] | undefined
}

/** Which of somebody's judgments of one item counts; asked only where there are several. */
export function RepeatsAsked({ repeats, rule, onChoose, errors }: Props) {
  return (
    <fieldset className="text-sm" aria-invalid={Boolean(errors)} aria-describedby={errors && 'repeats-error'}>
      <legend className="font-semibold">
        {count(repeats, 'judgment is', 'judgments are')} of an item that the same annotator had judged before. Of these
        counts
      </legend>
      {RULES.map(([value, label]) => (
        <label key={value} className="flex min-h-(--target) items-center gap-2">
          <input type="radio" name="repeats" checked={rule === value} onChange={() => onChoose(value)} />
          <span>{label}</span>
        </label>
      ))}
      {errors && (
        <span className={fieldError()} id="repeats-error" role="alert">
          {errors.join(' ')}
        </span>
      )}
    </fieldset>
  )
}
