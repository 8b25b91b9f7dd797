import { SCALES, scaleLabels } from '@/lib/protocols/comparison/scales'
import type { JudgmentFormat, ImportedCriterion as Question } from './format'

/** The answers that a question has, as the study will have them. */
export function optionsOf({ scale, rated, labels }: Question) {
  return scale
    ? SCALES[scale].options.map(({ code, score, label }) => ({ code, score, label: labels[code] ?? label }))
    : rated
}

/** Whether its rows are ratings of single responses. */
export function isOfRatings({ criteria }: Pick<JudgmentFormat, 'criteria'>): boolean {
  return criteria.some(({ rated }) => rated !== undefined)
}

const QUESTION = 'Which answer is better?'

/** What the usual files answer; they do not say how it was worded, so it is worded plainly. */
export const PLAIN = { A: 'Answer A is better', TIE: 'Tie', B: 'Answer B is better' }

export const THREE: Question = { question: QUESTION, scale: 'THREE', labels: PLAIN }

export const BETTER: Question = {
  question: QUESTION,
  scale: 'THREE_BOTH_BAD',
  labels: { ...PLAIN, BOTH_BAD: 'Both are bad' },
}

export const FIVE: Question = { question: QUESTION, scale: 'FIVE', labels: scaleLabels('FIVE') }

export const ACCEPTABLE: Question = {
  question: 'Which answers are acceptable?',
  scale: 'THREE_BOTH_BAD',
  labels: { A: 'Only answer A', TIE: 'Both answers', BOTH_BAD: 'Neither answer', B: 'Only answer B' },
}

const GRADES = Array.from({ length: 10 }, (_, nth) => String(nth + 1))

export const ONE_TO_TEN: Question = {
  question: 'How good is the answer, from 1 to 10?',
  rated: GRADES.map((code) => ({ code, score: Number(code), label: code })),
  labels: Object.fromEntries(GRADES.map((code) => [code, code])),
}
