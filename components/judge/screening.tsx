import { useEffect, useRef } from 'react'
import { postFinish } from './post-finish'
import type { Session } from './session-state'
import type { Owner } from './wire'

type Props = {
  cameBy: string | null
  study: Owner
  session: Session
  /** What is on the screen; null while nothing is. */
  pair: { isPractice: boolean } | null
}

/**
 * After practice, asks once whether somebody who came from a crowd platform goes on: where it went too badly, their part
 * ends, and nothing more is judged in vain. Should the question not get through, it is asked at the end.
 */
export function Screening({ cameBy, study, session, pair }: Props) {
  const state = useRef<'before' | 'due' | 'asked'>('before')
  const wasPractice = useRef(false)
  const isPractice = pair?.isPractice ?? null
  const isSent = session.unsent.length === 0
  useEffect(() => {
    if (isPractice === false && wasPractice.current && state.current === 'before') state.current = 'due'
    wasPractice.current = isPractice ?? wasPractice.current
    if (cameBy === null || state.current !== 'due' || !isSent) return
    state.current = 'asked'
    void postFinish(study).then((answer) => {
      if (answer.kind === 'finish' && answer.isOver) window.location.assign(cameBy)
    })
  }, [cameBy, study, isPractice, isSent])
  return null
}
