import type { SetAsideCount } from '@/lib/monitor/read-set-aside'

export const FLAG_WORDS: Record<SetAsideCount['flag'], string> = {
  BROKEN_TEXT: 'broken text',
  NEEDS_EXPERTISE: 'needs expertise',
  UNSAFE: 'unsafe',
  OTHER: 'another reason',
  NO_VERDICT: 'no verdict',
}

/** "6 broken text, 3 needs expertise". */
export function reasonWords(counts: readonly SetAsideCount[]): string {
  return counts.map(({ flag, pairs }) => `${pairs.toLocaleString('en')} ${FLAG_WORDS[flag]}`).join(', ')
}
