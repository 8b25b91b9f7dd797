import type { Answers } from './submissions'

/** An answer that has been begun. Kept in this browser until it is sent, so that a reload loses nothing. */
export const EMPTY: Answers = { choices: [], rationale: '' }

const PREFIX = 'evenhand:draft:'
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000

/** What was begun on an assignment, or an empty answer. */
export function readDraft(assignmentId: string, store: Storage | null = storage()): Answers {
  try {
    const { choices, rationale } = JSON.parse(store?.getItem(PREFIX + assignmentId) ?? '') as Answers
    return { choices: choices.map(String), rationale: String(rationale) }
  } catch {
    return EMPTY
  }
}

/** Keeps what was begun; an empty answer is forgotten. */
export function writeDraft(assignmentId: string, draft: Answers, now: number, store: Storage | null = storage()): void {
  try {
    if (draft.choices.length === 0 && draft.rationale === '') store?.removeItem(PREFIX + assignmentId)
    else store?.setItem(PREFIX + assignmentId, JSON.stringify({ ...draft, at: now }))
  } catch {
    // Storage is blocked or full: the draft lives as long as the page.
  }
}

/** Forgets drafts of pairs that went to somebody else long ago. */
export function dropOldDrafts(now: number, store: Storage | null = storage()): void {
  if (!store) return
  for (const key of Object.keys(store)) {
    if (!key.startsWith(PREFIX)) continue
    const at: unknown = /"at":(\d+)/.exec(store.getItem(key) ?? '')?.[1]
    if (!(now - Number(at) < KEPT_FOR)) store.removeItem(key)
  }
}

function storage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
