import type { Study } from './study'

/** The same function, which computes its answer once for each study. */
export function perStudy<T, S extends object = Study>(compute: (study: S) => T): (study: S) => T {
  const known = new WeakMap<S, { answer: T }>()
  return (study) => {
    const entry = known.get(study) ?? { answer: compute(study) }
    known.set(study, entry)
    return entry.answer
  }
}
