import { useState } from 'react'

/** State that begins anew with each key, before anything is painted. */
export function useKeyed<State>(key: string, begin: () => State): [State, (next: State) => void] {
  const [held, hold] = useState(() => ({ key, state: begin() }))
  const now = held.key === key ? held : { key, state: begin() }
  if (now !== held) hold(now)
  return [now.state, (state) => hold({ key, state })]
}
