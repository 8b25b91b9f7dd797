import type { NameDecision } from '@/lib/designs/decided-name'
import type { NameKind } from '@/lib/names/kinds'

/** What a word is, as tables say it. */
export const KIND_WORDS: Record<NameKind, string> = {
  SYSTEM: 'a system of this study',
  LISTED: 'on the admins’ list',
  MODEL: 'a model',
  MAKER: 'a maker',
  PHRASE: 'a phrase',
}

/** What was decided, as tables say it. */
export const DECISION_WORDS: Record<NameDecision, string> = {
  KEEP: 'kept as it is',
  MASK: 'masked in prompt and answers',
  EXCLUDE: 'items left out',
}
