import { type ComparisonDesign, LIMA_WORDING, type RatingDesign, type StudyInput } from '@/lib/designs/schema'
import { systemsOfDesign } from '@/lib/designs/systems-of-design'
import { scaleLabels } from '@/lib/protocols/comparison/scales'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import { criterionOf } from './rating/templates'

/** The last design of each kind while one form is open. */
export type LastOfKind = { COMPARISON?: ComparisonDesign; RATING?: RatingDesign }

/**
 * The design as one of another kind. What all kinds have stays. What only that kind has is as the form last showed it, or
 * as a new design starts, with the same systems.
 */
export function switchProtocol(design: StudyInput, kind: ProtocolKind, last: LastOfKind): StudyInput {
  if (design.protocol === kind) return design
  const common = commonOf(design)
  // Systems and prompts of another set mean nothing here.
  const isSameSet = last[kind]?.promptSetId === design.promptSetId
  const systems = systemsOfDesign(design)
  if (kind === 'RATING') {
    const before = last.RATING
    if (before && isSameSet) return { ...before, ...common }
    return { ...common, ...freshRating(systems), ...(before && { criteria: before.criteria }) }
  }
  const before = last.COMPARISON
  if (before && isSameSet) return { ...before, ...common }
  return { ...common, ...freshComparison(systems), ...(before && { criteria: before.criteria }) }
}

function commonOf(design: StudyInput) {
  const {
    protocol: _,
    criteria: __,
    comparisons: ___,
    rated: ____,
    identicalChecks: _____,
    known: ______,
    preregistration: _______,
    ...common
  } = design
  return common
}

type Own = 'protocol' | 'criteria' | 'known' | 'preregistration'

function freshRating(systemIds: string[]): Pick<RatingDesign, Own | 'rated'> {
  return {
    protocol: 'RATING',
    criteria: [criterionOf('LIMA_QUALITY')],
    rated: { systemIds, samples: 1 },
    known: [],
    preregistration: null,
  }
}

function freshComparison(systems: string[]): Pick<ComparisonDesign, Own | 'comparisons' | 'identicalChecks'> {
  const [focalSystemId = '', ...baselineIds] = systems
  return {
    protocol: 'COMPARISON',
    criteria: [{ question: LIMA_WORDING.question, scale: 'THREE', labels: scaleLabels('THREE') }],
    comparisons: { pairing: 'FOCAL', focalSystemId, baselineIds },
    ...{ identicalChecks: 0, known: [], preregistration: null },
  }
}
