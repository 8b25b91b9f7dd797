import { useState } from 'react'
import { type DraftKey, EMPTY, readDraft, writeDraft } from './draft'
import type { Given } from './session-state'
import type { Said } from './submissions'

/**
 * The answer being given to a pair. That to a new pair survives a reload; looking at an earlier verdict begins with its
 * reason and no choice made.
 * @param isKept false where there is nothing to keep, and while the page is as the server sent it
 */
export function useDraft(key: DraftKey, given: Given | null, isKept: boolean) {
  const [draft, setDraft] = useState<Said>(() => {
    if (given) return { answers: [], rationale: given.rationale }
    return isKept ? readDraft(key) : EMPTY
  })
  const keep = (next: Said) => {
    setDraft(next)
    if (!given && isKept) writeDraft(key, next, Date.now())
  }
  return {
    draft,
    keep,
    /** What was begun has been sent. */
    forget() {
      // Storage is slow, and most verdicts have nothing in it.
      if (draft.answers.length > 0 || draft.rationale !== '') writeDraft(key, EMPTY, Date.now())
    },
  }
}
