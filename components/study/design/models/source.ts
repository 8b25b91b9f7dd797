import type { StudyInput } from '@/lib/designs/schema'
import type { UsableProvider } from '@/lib/providers/queries'
import type { ModelEstimate } from '@/lib/runs/estimate-models'
import type { ExampleItem } from '@/lib/runs/example-item'
import type { Answer } from '@/lib/server/action'

/** What may be sent beside the text, or asked for. */
export type Ability = 'temperature' | 'topP' | 'seed' | 'reasoningEffort' | 'schema'

/** A provider that may be used, with what its tests found and its prices. */
export type ProviderChoice = UsableProvider

/** Which of a design's models is meant. */
export type ModelPlace = { group: number; model: number }

/** What the fields of models work with. */
export type ModelSource = {
  providers: ProviderChoice[]
  isAdmin: boolean
  example: (input: { design: StudyInput }) => Promise<Answer<ExampleItem>>
  /** Of each model, in the order of the design. */
  estimate: (input: { design: StudyInput }) => Promise<Answer<ModelEstimate[]>>
}

/** The design as it can be sent before it is finished: a title that is still to come keeps nothing from being tried. */
export function sendable(design: StudyInput): StudyInput {
  return { ...design, title: design.title || 'Untitled' }
}
