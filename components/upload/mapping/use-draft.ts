'use client'

import { useEffect, useRef, useState } from 'react'
import { type Draft, draftOf, EMPTY_DRAFT } from '@/lib/uploads/mapping/draft'
import type { LookedAt } from '@/lib/uploads/mapping/look'
import { propose as proposeFor } from '@/lib/uploads/mapping/propose'
import type { Mapping } from '@/lib/uploads/mapping/schema'

/** A mapping that is being made, and what in it is a proposal that nobody has taken or changed yet. */
export type WizardDraft = ReturnType<typeof useDraft>

type State = { draft: Draft; proposed: readonly string[] }

/** Keeps the draft: nothing proposed counts before somebody takes it. A reload of the page, with the same columns, goes on with it. */
export function useDraft() {
  const [state, setState] = useState<State>({ draft: EMPTY_DRAFT, proposed: [] })
  const key = useRef<string | null>(null)
  useEffect(() => {
    if (key.current !== null) store(key.current, state)
  }, [state])
  return {
    draft: state.draft,
    proposed: new Set(state.proposed),
    /** Changes parts of it; what was looked at by that is no proposal any more. */
    change: (parts: Partial<Draft>, ...looked: string[]) =>
      setState((before) => ({
        draft: { ...before.draft, ...parts },
        proposed: before.proposed.filter((one) => !looked.includes(one)),
      })),
    /** Changes the verdict of a question to what is only proposed. */
    propose: (parts: Partial<Draft>, question: number, keys: readonly string[]) =>
      setState((before) => ({
        draft: { ...before.draft, ...parts },
        proposed: [
          ...before.proposed.filter((one) => keyWithin(question, one) === null),
          ...keys.map((key) => keyOf(question, key)),
        ],
      })),
    /** Takes a question out, with all that was proposed of questions: their numbers are others from there on. */
    takeOut: (question: number) =>
      setState(({ draft, proposed }) => ({
        draft: { ...draft, questions: draft.questions.filter((_, index) => index !== question) },
        proposed: proposed.filter((one) => !draft.questions.some((_, index) => keyWithin(index, one) !== null)),
      })),
    takeAll: () => setState(({ draft }) => ({ draft, proposed: [] })),
    /** For a table of these places: what was begun with such a table, or else what it probably is. */
    begin: (places: readonly LookedAt[]) => {
      key.current = `evenhand mapping of ${places.map(({ path }) => path).join(' ')}`.slice(0, 4000)
      setState(stored(key.current) ?? proposeFor(places))
    },
    /** Goes on from a kept mapping, in which nothing is a proposal. */
    use: (mapping: Mapping) => setState({ draft: draftOf(mapping), proposed: [] }),
  }
}

/** What is proposed of a question by its number: of the first one it has no number before it. */
export function keyOf(question: number, key: string): string {
  return question === 0 ? key : `${question}: ${key}`
}

/** What of a question a key says is proposed; null for one of something else. */
export function keyWithin(question: number, key: string): string | null {
  const prefix = keyOf(question, '')
  const rest = key.startsWith(prefix) ? key.slice(prefix.length) : ''
  return rest === 'verdict' || rest === 'names' || rest.startsWith('value ') ? rest : null
}

function store(key: string, state: State): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(state))
  } catch {
    // A browser that keeps nothing loses the draft on reload, and nothing else.
  }
}

function stored(key: string): State | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as State | null
  } catch {
    return null
  }
}
