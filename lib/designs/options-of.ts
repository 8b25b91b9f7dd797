import { SCALES } from '@/lib/protocols/comparison/scales'
import type { RatingOption } from '@/lib/protocols/rating/design'
import type { StudyInput } from './schema'

/** The options of a question in their order, as they are stored; those of a comparison's scale say all in their label. */
export function optionsOf(criterion: StudyInput['criteria'][number]): RatingOption[] {
  if ('options' in criterion) return criterion.options
  return SCALES[criterion.scale].options.map(({ code, score }) => ({
    ...{ code, score, label: criterion.labels[code] ?? '', anchor: '' },
  }))
}
