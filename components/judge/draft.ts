import type { Said } from './submissions'

/** Whose answer to which pair. */
export type DraftKey = { person: string; assignmentId: string }

/** An answer that has been begun. Kept in this browser until it is sent, so that a reload loses nothing. */
export const EMPTY: Said = { answers: [], rationale: '' }

const PREFIX = 'evenhand:draft:'
const keyOf = ({ person, assignmentId }: DraftKey) => `${PREFIX}${person}:${assignmentId}`
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000

/** What a person has begun on a pair, or an empty answer. Of drafts without names of questions the reason is kept. */
export function readDraft(key: DraftKey, store: Storage | null = storage()): Said {
  try {
    const { answers = [], rationale = '' } = JSON.parse(store?.getItem(keyOf(key)) ?? '') as Partial<Said>
    return {
      answers: answers.map(({ criterion, turn, choice }) => ({ criterion, turn, choice })),
      rationale: String(rationale),
    }
  } catch {
    return EMPTY
  }
}

/** Keeps what was begun; an empty answer is forgotten. */
export function writeDraft(key: DraftKey, draft: Said, now: number, store: Storage | null = storage()): void {
  try {
    if (draft.answers.length === 0 && draft.rationale === '') store?.removeItem(keyOf(key))
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
