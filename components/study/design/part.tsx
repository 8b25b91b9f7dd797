import type { StudyInput } from '@/lib/designs/schema'

/** What every part of the form works with. */
export type PartProps = {
  design: StudyInput
  change: (part: Partial<StudyInput>) => void
  /** What is wrong with a field, by its path: `criteria.0.question`. */
  errors: (field: string) => string[] | undefined
}

/** A part of the design's form: its name at the left, its fields at the right. */
export function Part({ id, title, children }: { id: string; title: string; children: React.ReactNode }) {
  return (
    <section className="design-part" aria-labelledby={`part-${id}`}>
      <h2 id={`part-${id}`}>{title}</h2>
      <div className="stack">{children}</div>
    </section>
  )
}

/** An error that belongs to several fields at once. */
export function PartError({ errors }: { errors: string[] | undefined }) {
  return errors ? <p className="error">{errors.join(' ')}</p> : null
}
