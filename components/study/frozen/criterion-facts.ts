import type { StudyInput } from '@/lib/designs/schema'
import { SCALES } from '@/lib/protocols/comparison/scales'
import type { RatingCriterion } from '@/lib/protocols/rating/design'

const UNITS: Record<RatingCriterion['unit'], string> = {
  RESPONSE: 'the whole response',
  TURN: 'each turn of the assistant',
}

/** Each question with what it can be answered with; numbered where there are several. */
export function criterionFacts(design: StudyInput): [string, string][] {
  const number = (index: number) => (design.criteria.length > 1 ? ` ${index + 1}` : '')
  if (design.protocol === 'RATING')
    return design.criteria.flatMap(({ question, unit, options }, index): [string, string][] => [
      [`Question${number(index)}`, question],
      [`Asked of${number(index)}`, UNITS[unit]],
      [`Options${number(index)}`, options.map(optionWords).join('\n')],
    ])
  return design.criteria.flatMap(({ question, scale, labels }, index): [string, string][] => [
    [`Question${number(index)}`, question],
    [
      `Verdicts${number(index)}`,
      SCALES[scale].options.map(({ code, score }) => `${code} (${signed(score)}): ${labels[code] ?? ''}`).join('\n'),
    ],
  ])
}

function optionWords({ code, score, label, anchor }: RatingCriterion['options'][number]): string {
  return `${code} (${minus(score)}): ${label}${anchor && ` – ${anchor}`}`
}

function signed(score: number): string {
  return score > 0 ? `+${score}` : minus(score)
}

function minus(score: number): string {
  return String(score).replace('-', '−')
}
