import type { RatingDesign } from '@/lib/designs/schema'
import { blankModelGroup } from '../models/blank-model'
import { criterionOf } from './templates'

/** Samples a prompt, as LIMA drew them for its ablations (arXiv 2305.11206, section 5). */
const SAMPLES = 5

/**
 * The design as LIMA's figures 5 and 6 were made: how helpful each of five responses to a prompt is, from 1 to 6, by a model
 * that says why first. People are asked nothing, and can be. A group of models that is there already stays, and says its
 * reason first.
 */
export function withAblation(design: RatingDesign, providerId: string): RatingDesign {
  const fresh = blankModelGroup([...design.groups, ...design.models], providerId)
  const groups = design.models.length > 0 ? design.models : [fresh]
  return {
    ...design,
    criteria: [criterionOf('HELPFULNESS')],
    rated: { ...design.rated, samples: SAMPLES },
    overlap: 0,
    groups: design.groups.map((group) => ({ ...group, overlap: 0 })),
    models: groups.map((group) => ({
      ...group,
      models: group.models.map((model) => ({ ...model, reason: 'FIRST' as const, repeats: 0 })),
    })),
  }
}
