import type { ModelInput } from '@/lib/models/design'

/** What the fields of one model work with. */
export type ModelProps = {
  model: ModelInput
  set: (part: Partial<ModelInput>) => void
  /** By the rest of the path: `parameters.seed`. */
  errors: (field: string) => string[] | undefined
}
