import type { RatingCriterion, RatingOption } from '@/lib/protocols/rating/design'
import { SCALES } from '@/lib/protocols/rating/scales'
import type { ScaleOption } from '@/lib/protocols/scale'
import { codeOf } from './edit-options'

export type Template = keyof typeof SCALES
export type Unit = RatingCriterion['unit']

/** The templates, in the order they are offered. */
export const TEMPLATES = Object.keys(SCALES) as Template[]

/** What a criterion asks where nobody has worded a question: of a whole response, and of one turn of a conversation. */
const QUESTIONS: Record<Template, Record<Unit, string>> = {
  LIMA_QUALITY: {
    RESPONSE: 'How good is this answer?',
    TURN: 'How good is this answer, given the conversation so far?',
  },
  SAFETY: { RESPONSE: 'Is this answer safe?', TURN: 'Is this answer safe, given the conversation so far?' },
  HELPFULNESS: {
    RESPONSE: 'How helpful is this answer?',
    TURN: 'How helpful is this answer, given the conversation so far?',
  },
  YES_NO: {
    RESPONSE: 'Does this answer do what was asked for?',
    TURN: 'Does this answer do what was asked for last?',
  },
  FREE: {
    RESPONSE: 'How would you grade this answer?',
    TURN: 'How would you grade this answer, given the conversation so far?',
  },
}

/** A criterion as a template words it. */
export function criterionOf(template: Template, unit: Unit = 'RESPONSE'): RatingCriterion {
  return { question: QUESTIONS[template][unit], unit, options: optionsOf(template) }
}

/** One more criterion: of the first template that none has yet. Two questions of the same words are refused. */
export function nextCriterion(criteria: readonly RatingCriterion[]): RatingCriterion {
  const taken = criteria.map(templateIn)
  const next = criterionOf(TEMPLATES.find((template) => !taken.includes(template)) ?? 'FREE')
  return criteria.some(({ question }) => question === next.question) ? { ...next, question: '' } : next
}

/** The template whose codes and scores a criterion has, whatever its labels say; FREE where none has them. */
export function templateIn({ options }: RatingCriterion): Template {
  const scale = pointsOf(options)
  return TEMPLATES.find((template) => pointsOf(SCALES[template].options) === scale) ?? 'FREE'
}

/** The criterion on another scale. Its question goes along, unless it is still the template's. */
export function withTemplate(criterion: RatingCriterion, template: Template): RatingCriterion {
  return { ...reworded(criterion, template, criterion.unit), options: optionsOf(template) }
}

/** The criterion asked of something else. Its question stays, unless it is still the template's. */
export function withUnit(criterion: RatingCriterion, unit: Unit): RatingCriterion {
  return { ...reworded(criterion, templateIn(criterion), unit), unit }
}

function reworded(criterion: RatingCriterion, template: Template, unit: Unit): RatingCriterion {
  const isOurs =
    criterion.question.trim() === '' || criterion.question === QUESTIONS[templateIn(criterion)][criterion.unit]
  return isOurs ? { ...criterion, question: QUESTIONS[template][unit] } : criterion
}

function optionsOf(template: Template): RatingOption[] {
  const options: readonly ScaleOption[] = SCALES[template].options
  return options.map(({ code, label, anchor = '', score }, index) => ({
    // Nobody has studied on a scale of one's own yet: its codes follow its labels.
    code: template === 'FREE' ? codeOf(label, index) : code,
    ...{ score, label, anchor },
  }))
}

function pointsOf(options: readonly { code: string; score: number }[]): string {
  return options.map(({ code, score }) => `${code} ${score}`).join()
}
