import type { Study } from './study'

/** The same function, which computes its answer once for each study. */
export function perStudy<T>(compute: (study: Study) => T): (study: Study) => T {
  const known = new WeakMap<Study, { answer: T }>()
  return (study) => {
    const entry = known.get(study) ?? { answer: compute(study) }
    known.set(study, entry)
    return entry.answer
  }
}
