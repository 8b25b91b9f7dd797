import { scaleLabels } from '@/lib/protocols/comparison/scales'
import type { JudgmentFormat } from './format'

type Question = JudgmentFormat['criteria'][number]

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
