import type { Answers } from './submissions'

/** Whose answer to which pair. */
export type DraftKey = { person: string; assignmentId: string }

/** An answer that has been begun. Kept in this browser until it is sent, so that a reload loses nothing. */
export const EMPTY: Answers = { choices: [], rationale: '' }

const PREFIX = 'evenhand:draft:'
const keyOf = ({ person, assignmentId }: DraftKey) => `${PREFIX}${person}:${assignmentId}`
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000

/** What a person has begun on a pair, or an empty answer. */
export function readDraft(key: DraftKey, store: Storage | null = storage()): Answers {
  try {
    const { choices, rationale } = JSON.parse(store?.getItem(keyOf(key)) ?? '') as Answers
    return { choices: choices.map(String), rationale: String(rationale) }
  } catch {
    return EMPTY
  }
}

/** Keeps what was begun; an empty answer is forgotten. */
export function writeDraft(key: DraftKey, draft: Answers, now: number, store: Storage | null = storage()): void {
  try {
    if (draft.choices.length === 0 && draft.rationale === '') store?.removeItem(keyOf(key))
    else store?.setItem(keyOf(key), JSON.stringify({ ...draft, at: now }))
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
