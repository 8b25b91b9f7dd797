import type { ModelOutcome } from '@/lib/models/outcome'
import type { SetAsideCount } from '@/lib/monitor/read-set-aside'
import { outcomeWords } from '../models/outcome-words'

export const FLAG_WORDS: Record<SetAsideCount['flag'], string> = {
  BROKEN_TEXT: 'broken text',
  NEEDS_EXPERTISE: 'needs expertise',
  UNSAFE: 'unsafe',
  OTHER: 'another reason',
}

/** Why a slot that is done has no verdict: somebody could not judge, or what a model did instead. */
export function flagWords(flag: SetAsideCount['flag'] | 'NO_VERDICT', outcome: ModelOutcome | null): string {
  if (flag !== 'NO_VERDICT') return `Could not judge: ${FLAG_WORDS[flag]}`
  return outcome === null ? 'No verdict' : capital(outcomeWords(outcome))
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** "6 broken text, 3 needs expertise". */
export function reasonWords(counts: readonly SetAsideCount[]): string {
  return counts.map(({ flag, pairs }) => `${pairs.toLocaleString('en')} ${FLAG_WORDS[flag]}`).join(', ')
}
