import { useState } from 'react'
import { EMPTY, readDraft, writeDraft } from './draft'
import type { Given } from './session'
import type { Answers } from './submissions'

/**
 * The answer being given to a pair. That to a new pair survives a reload; looking at an earlier verdict begins with its
 * reason and no choice made.
 */
export function useDraft(assignmentId: string, given: Given | null) {
  const [draft, setDraft] = useState<Answers>(() =>
    given ? { choices: [], rationale: given.rationale } : readDraft(assignmentId),
  )
  const keep = (next: Answers) => {
    setDraft(next)
    if (!given) writeDraft(assignmentId, next, Date.now())
  }
  return {
    draft,
    keep,
    /** What was begun has been sent. */
    forget: () => writeDraft(assignmentId, EMPTY, Date.now()),
  }
}
