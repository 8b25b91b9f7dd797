import { fieldError } from '@/components/ui/field-look'
import type { DesignChoices } from '@/lib/designs/design-choices'
import type { StudyInput } from '@/lib/designs/schema'
import type { NamedPrompt } from '@/lib/studies/selection-counts'
import type { FindPrompts } from './find-prompt'

/** What designs of every kind have. */
type CommonFields = Omit<StudyInput, 'protocol' | 'criteria' | 'comparisons' | 'rated' | 'identicalChecks' | 'known'>

/** What every part of the form works with. */
export type PartProps = {
  design: StudyInput
  change: (part: Partial<CommonFields>) => void
  /** What is wrong with a field, by its path: `criteria.0.question`. */
  errors: (field: string) => string[] | undefined
}

/** What a part works with that only one kind of study has. */
export type KindProps<Design extends StudyInput> = Pick<PartProps, 'errors'> & {
  design: Design
  change: (part: Partial<Design>) => void
}

/** What there is to choose from, and how gold and practice items find their prompts. */
export type SourceProps = {
  choices: DesignChoices
  /** Prompts that gold and practice items name, by id. */
  prompts: ReadonlyMap<string, NamedPrompt>
  find: FindPrompts
  remember: (prompt: NamedPrompt) => void
}

/** A part of the design's form: its name at the left, its fields at the right. */
export function Part({ id, title, children }: { id: string; title: string; children: React.ReactNode }) {
  return (
    <section
      className="grid grid-cols-[9rem_minmax(0,1fr)] gap-x-8 gap-y-4 border-t border-rule pt-[1.6rem] pb-[1.9rem] max-md:grid-cols-[minmax(0,1fr)] [[data-form-errors]+&]:border-t-[1.5px] [[data-form-errors]+&]:border-ink"
      aria-labelledby={`part-${id}`}
    >
      <h2 className="text-lg/[1.35]" id={`part-${id}`}>
        {title}
      </h2>
      <div className="mt-0 grid grid-cols-[minmax(0,1fr)] gap-[1.1rem]">{children}</div>
    </section>
  )
}

/** An error that belongs to several fields at once. */
export function PartError({ errors }: { errors: string[] | undefined }) {
  return errors ? <p className={fieldError()}>{errors.join(' ')}</p> : null
}
