import { NumberField } from '@/components/ui/fields'
import type { PartProps } from '../part'
import { marginPoints } from './model-words'

/** How many pairs of a hundred people agree on in the example: about as many as they do in published studies. */
const EXAMPLE = 70

/** How near a model's agreement with people has to come to theirs with each other. It is fixed before anybody judges. */
export function ParityMargin({ design: { protocol, parityMargin }, change, errors }: PartProps) {
  const points = marginPoints(parityMargin)
  const things = protocol === 'RATING' ? 'responses' : 'pairs'
  return (
    <NumberField
      name="parityMargin"
      label="Margin for a model to count as equal to people, percentage points"
      description={`${exampleWords(points, things)} It is fixed when the study opens; the page Judges goes by it.`}
      value={points}
      onChange={(next) => change({ parityMargin: next / 100 })}
      minValue={0.1}
      maxValue={50}
      errors={errors('parityMargin')}
    />
  )
}

function exampleWords(points: number, things: string): string {
  if (!(points > 0)) return 'People do not always agree with each other either.'
  const [low, high] = [Math.max(0, EXAMPLE - points), Math.min(100, EXAMPLE + points)]
  return `People do not always agree with each other either. If they do on ${EXAMPLE} of 100 ${things}, a model that agrees with them on ${low} to ${high} does as well as they do.`
}
