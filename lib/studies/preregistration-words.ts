import type { Preregistration } from '@/lib/designs/preregistration'
import { COUNTING_RULES } from '@/lib/rates/counting-rule'
import { TIE_POLICIES } from '@/lib/rates/tie-policy'

type Hypothesis = Preregistration['hypotheses'][number]

/** What is said of a plan: the questions of its study by their position. */
export type Asked = { questions: readonly string[] }

const EXPECTED: Record<Hypothesis['direction'], string> = {
  BETTER: 'is better than',
  WORSE: 'is worse than',
  DIFFERENT: 'differs from',
  EQUAL: 'equals, within the margin,',
  NOT_WORSE: 'is not worse, by more than the margin, than',
}

/** A hypothesis in a sentence; where the study asks several questions, with the one that it is about. */
export function hypothesisWords({ criterion, a, b, direction, statement }: Hypothesis, { questions }: Asked): string {
  const asked = questions.length > 1 ? ` in answer to “${questions[criterion] ?? ''}”` : ''
  return `${a} ${EXPECTED[direction]} ${b}${asked}.${statement ? ` ${statement}` : ''}`
}

/** When collecting is to end, in a sentence. */
export function stoppingWords({ stopping }: Preregistration): string {
  switch (stopping.when) {
    case 'PLANNED':
      return 'Collecting ends when all planned judgments are in.'
    case 'JUDGMENTS':
      return `Collecting ends after ${stopping.judgments.toLocaleString('en')} judgments.`
    case 'DATE':
      return `Collecting ends on ${stopping.date}.`
    case 'ANYTIME':
      return 'Collecting ends when the anytime-valid interval of the primary hypothesis decides.'
  }
}

/** Who is left out of the results, a sentence each. */
export function exclusionWords({ exclusions }: Preregistration): string[] {
  const { goldMissed, checksFailed, medianSeconds, judgments, words } = exclusions
  const percent = (share: number) => `${Number((100 * share).toFixed(4))}%`
  const said = [
    goldMissed !== null && `Whoever misses more than ${percent(goldMissed)} of the gold items.`,
    checksFailed !== null && `Whoever fails more than ${percent(checksFailed)} of the check items.`,
    medianSeconds !== null && `Whoever takes less than ${medianSeconds} seconds a judgment, in the median.`,
    judgments !== null && `Whoever gives fewer than ${judgments.toLocaleString('en')} judgments.`,
    words,
  ].filter((sentence): sentence is string => typeof sentence === 'string' && sentence !== '')
  return said.length > 0 ? said : ['Nobody.']
}

/** What becomes of ties, and which judgment counts where an item has several. */
export function countingWords({ ties, rule }: Pick<Preregistration, 'ties' | 'rule'>): { ties: string; rule: string } {
  return {
    ties: ties === null ? 'Ratings know none.' : `${TIE_POLICIES[ties].label}. ${TIE_POLICIES[ties].note}`,
    rule: `${COUNTING_RULES[rule].label}: ${COUNTING_RULES[rule].caption}.`,
  }
}

/** The plan as names and what they stand for, in the order in which it is read. */
export function planFacts(plan: Preregistration, asked: Asked): [name: string, value: string][] {
  const { hypotheses, primary, margin, words } = plan
  const counting = countingWords(plan)
  return [
    ...hypotheses.map((hypothesis, index): [string, string] => [
      `Hypothesis ${index + 1}${index === primary ? ', primary' : ''}`,
      hypothesisWords(hypothesis, asked),
    ]),
    ['Margin', margin === null ? 'none' : String(margin)],
    ['Ties', counting.ties],
    ['Counting rule', counting.rule],
    ['Left out of the results', exclusionWords(plan).join('\n')],
    ['Stopping rule', stoppingWords(plan)],
    ['Anything else', words || 'nothing'],
  ]
}
