import type { ModelOutcome } from '@/lib/models/outcome'

/** What a model did instead of giving a verdict, or that it gave one. */
const OUTCOME_WORDS: Record<ModelOutcome, string> = {
  ANSWERED: 'verdict',
  UNPARSED: 'could not be read',
  REFUSED: 'refused',
  FILTERED: 'filtered',
  TRUNCATED: 'cut off',
  TOO_LONG: 'too long',
}

/** What each outcome without a verdict means, in a sentence. */
const OUTCOME_MEANINGS: Record<Exclude<ModelOutcome, 'ANSWERED'>, string> = {
  UNPARSED: 'Its answer names no single option, or two that differ.',
  REFUSED: 'It declined to judge.',
  FILTERED: 'The provider’s filter held the text or the answer back.',
  TRUNCATED: 'Its answer was cut off before the verdict, twice.',
  TOO_LONG: 'The item is longer than the model can read. Judged text is never cut.',
}

/** What an outcome without a verdict means; nothing of a verdict, or of a call that is not over. */
export function outcomeMeaning(outcome: ModelOutcome | null): string {
  return outcome === null || outcome === 'ANSWERED' ? '' : OUTCOME_MEANINGS[outcome]
}

/** "no verdict: refused". */
export function outcomeWords(outcome: ModelOutcome): string {
  return outcome === 'ANSWERED' ? OUTCOME_WORDS.ANSWERED : `no verdict: ${OUTCOME_WORDS[outcome]}`
}

/** "3 no verdict: 2 refused, 1 cut off"; null when there is none. */
export function noVerdictWords(counts: Partial<Record<ModelOutcome, number>>): string | null {
  const parts = (Object.keys(OUTCOME_MEANINGS) as (keyof typeof OUTCOME_MEANINGS)[])
    .map((outcome) => ({ words: OUTCOME_WORDS[outcome], n: counts[outcome] ?? 0 }))
    .filter(({ n }) => n > 0)
  if (parts.length === 0) return null
  const all = parts.reduce((sum, { n }) => sum + n, 0)
  return `${all.toLocaleString('en')} no verdict: ${parts.map(({ words, n }) => `${n.toLocaleString('en')} ${words}`).join(', ')}`
}

const STATUSES = { SENT: 'under way', FAILED: 'failed, asked again', ABANDONED: 'nobody knows: the app was stopped' }

type Call = {
  status: 'RETURNED' | keyof typeof STATUSES
  outcome: ModelOutcome | null
  isAskedAgain?: boolean
}

/** What came of a call, or how it stands. One that was cut off is asked again: it was not yet the slot's outcome. */
export function callWords({ status, outcome, isAskedAgain = false }: Call): string {
  if (status !== 'RETURNED') return STATUSES[status]
  if (outcome === null) return 'asked again'
  return isAskedAgain ? `${OUTCOME_WORDS[outcome]}, asked again` : outcomeWords(outcome)
}
