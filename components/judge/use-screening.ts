import { useEffect, useRef } from 'react'
import type { Session } from './session-state'
import { type Owner, postFinish } from './wire'

/**
 * After practice, asks once whether somebody who came from a crowd platform goes on: where it went too badly, their part
 * ends, and nothing more is judged in vain. Should the question not get through, it is asked at the end.
 * @param isPractice of what is on the screen; null while nothing is
 */
export function useScreening(cameBy: string | null, owner: Owner, session: Session, isPractice: boolean | null): void {
  const state = useRef<'before' | 'due' | 'asked'>('before')
  const wasPractice = useRef(false)
  const isSent = session.unsent.length === 0
  useEffect(() => {
    if (isPractice === false && wasPractice.current && state.current === 'before') state.current = 'due'
    wasPractice.current = isPractice ?? wasPractice.current
    if (cameBy === null || state.current !== 'due' || !isSent) return
    state.current = 'asked'
    void postFinish(owner).then((answer) => {
      if (answer.kind === 'finish' && answer.isOver) window.location.assign(cameBy)
    })
  }, [cameBy, owner, isPractice, isSent])
}
