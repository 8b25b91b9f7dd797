import { useEffect, useEffectEvent, useReducer, useRef } from 'react'
import type { DeskState, DeskStudy } from '@/lib/judgments/schema'
import { openOutbox } from './outbox'
import { Sender } from './sender'
import { reduceSession, refreshDelay, startSession } from './session'
import type { Timing } from './stopwatch'
import { getDesk, postVerdict } from './wire'

const MOST_HELD = 10
/** Outlives the screen while one moves about the site without loading it anew. */
let settledHere: string[] = []

/** The state of one sitting and what keeps it going: sending, asking again, warning before unsent work is left. */
export function useSession({ studyId }: DeskStudy, desk: DeskState) {
  const [session, dispatch] = useReducer(reduceSession, desk, (first) => startSession(first, settledHere))
  const sender = useRef<Sender | null>(null)
  const leaving = useRef(false)
  const shown = useRef<string[]>([])

  useEffect(() => {
    shown.current = session.queue.map(({ assignmentId }) => assignmentId)
    settledHere = session.settled
  }, [session.queue, session.settled])

  useEffect(() => {
    const current = new Sender({
      outbox: openOutbox(studyId),
      post(verdict, others) {
        const held = new Set([...shown.current, ...others])
        held.delete(verdict.assignmentId)
        return postVerdict(studyId, verdict, [...held].slice(0, MOST_HELD))
      },
      emit: dispatch,
      schedule(milliseconds, run) {
        const timer = setTimeout(run, milliseconds)
        return () => clearTimeout(timer)
      },
    })
    sender.current = current
    void current.start()
    return () => current.stop()
  }, [studyId])

  const ask = async () => {
    const result = await getDesk(studyId)
    dispatch(result.kind === 'desk' ? { type: 'desk', desk: result.desk } : { type: 'held', why: result.why })
  }
  const refresh = useEffectEvent(ask)
  useEffect(() => {
    const delay = refreshDelay(session, Date.now())
    if (delay === null) return undefined
    const timer = setTimeout(() => void refresh(), delay)
    return () => clearTimeout(timer)
  }, [session])

  /** Sends what waits, or asks again when nothing does. */
  const wake = useEffectEvent(() => {
    if (session.unsent.length > 0) void sender.current?.wake()
    else if (session.queue.length === 0 && session.status !== 'done') void refresh()
  })
  useWakeUps(wake)

  const warn = useEffectEvent((event: BeforeUnloadEvent) => {
    if (session.unsent.length > 0 && !leaving.current) event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: BeforeUnloadEvent) => warn(event)
    window.addEventListener('beforeunload', listener)
    return () => window.removeEventListener('beforeunload', listener)
  }, [])

  return {
    session,
    judge(assignmentId: string, choice: string, timing: Timing) {
      dispatch({ type: 'judged', assignmentId })
      // Before the next render: the reply must not leave out the pair that now comes into view.
      shown.current = shown.current.filter((id) => id !== assignmentId)
      const submissionKey = crypto.randomUUID()
      void sender.current?.add({ assignmentId, submissionKey, choice, ...timing, madeAt: Date.now() })
    },
    dismiss: () => dispatch({ type: 'dismissed' }),
    tryAgain: () => void (session.unsent.length > 0 ? sender.current?.wake() : ask()),
    /** Called by links of ours that lead on to sending what waits. */
    leave: () => {
      leaving.current = true
    },
  }
}

/** The moments at which what failed is worth another try. */
function useWakeUps(wake: () => void) {
  const call = useEffectEvent(wake)
  useEffect(() => {
    const listener = () => {
      if (document.visibilityState === 'visible') call()
    }
    window.addEventListener('online', listener)
    document.addEventListener('visibilitychange', listener)
    return () => {
      window.removeEventListener('online', listener)
      document.removeEventListener('visibilitychange', listener)
    }
  }, [])
}
