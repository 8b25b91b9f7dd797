import { useCallback, useEffect, useEffectEvent, useReducer, useRef } from 'react'
import type { DeskPair, DeskState, DeskStudy } from '@/lib/judgments/schema'
import type { Asked } from './haste'
import { openOutbox } from './outbox'
import { Sender } from './sender'
import { reduceSession, startSession } from './session'
import type { Given, Session, SessionEvent } from './session-state'
import { needsPerson, refreshDelay } from './session-view'
import type { Timing } from './stopwatch'
import { changedVerdict, type Reason, revisionOf, type Said, setAsideOf, verdictOf } from './submissions'
import { type DeskResult, getDesk, getOwnPair, type Owner, type PostResult, postConsent, postSubmission } from './wire'

const MOST_HELD = 60
/** Leases are renewed once they are a minute old. */
const LEASE_MARGIN_MS = 60_000
/** Pairs in reserve are fetched once the one to judge has been shown. */
const RESERVE_DELAY_MS = 1000

/** The state of one sitting and what keeps it going: sending, asking again, warning before unsent work is left. */
export function useSession({ studyId, person, leaseMinutes }: DeskStudy, desk: DeskState) {
  const owner = { studyId, person }
  const [session, dispatch] = useReducer(reduceSession, desk, startSession)
  const noteTime = useLease(leaseMinutes, session, dispatch)
  const { sender, leavesScreen } = useSender(owner, session, dispatch, noteTime)
  const leaving = useRef(false)

  const take = (result: DeskResult) =>
    dispatch(result.kind === 'desk' ? { type: 'desk', desk: result.desk } : { type: 'held', why: result.why })
  const ask = async () => take(await noteTime(getDesk(owner)))
  const refresh = useEffectEvent(ask)
  useEffect(() => {
    const delay = refreshDelay(session, Date.now())
    if (delay === null) return undefined
    const timer = setTimeout(() => void refresh(), delay)
    return () => clearTimeout(timer)
  }, [session])

  const lacking = session.ready && session.unsent.length === 0 && session.hold === null ? session.lacking : 0
  const askForMore = async () => {
    const holding = session.queue.map(({ assignmentId }) => assignmentId)
    const result = await noteTime(getDesk(owner, holding))
    // Without it one goes on just as well; a verdict brings some, too.
    if (result.kind === 'desk' || needsPerson(result.why)) take(result)
  }
  const fill = useEffectEvent(askForMore)
  useEffect(() => {
    if (lacking === 0) return undefined
    const timer = setTimeout(() => void fill(), RESERVE_DELAY_MS)
    return () => clearTimeout(timer)
  }, [lacking])

  /** Sends what waits; else asks which pairs are still held, for others may have them after a long break. */
  useWakeUps(() => {
    if (session.unsent.length > 0) void sender.current?.wake()
    else if (session.queue.length > 0) void fill()
    else if (session.status !== 'done') void refresh()
  })
  useLeaveWarning(() => session.unsent.length > 0 && !leaving.current)

  return {
    session,
    dispatch,
    judge(pair: DeskPair, said: Said, timing: Timing & Asked) {
      const unsent = verdictOf(pair, said, timing)
      dispatch({ type: 'judged', given: { pair, submissionKey: unsent.submissionKey, ...said } })
      leavesScreen(pair)
      void sender.current?.add(unsent)
    },
    setAside(pair: DeskPair, reason: Reason, timing: Timing) {
      const unsent = setAsideOf(pair, reason, timing)
      const { assignmentId, submissionKey } = unsent
      dispatch({ type: 'set_aside', assignmentId, submissionKey, words: reason.note ?? '' })
      leavesScreen(pair)
      void sender.current?.add(unsent)
    },
    revise({ pair, submissionKey: before }: Given, said: Said) {
      const waits = sender.current?.untried(before)
      const unsent = waits ? changedVerdict(waits, said) : revisionOf(pair, said)
      const given = { pair, submissionKey: unsent.submissionKey, ...said }
      dispatch({ type: 'revised', before, given, isSent: !waits })
      void (waits ? sender.current?.replace(before, unsent) : sender.current?.add(unsent))
    },
    /** What a notice tells has been read. */
    dismiss(submissionKey: string) {
      dispatch({ type: 'dismissed', submissionKey })
      void sender.current?.forget(submissionKey)
    },
    agree: async () => take(await noteTime(postConsent(owner))),
    tryAgain() {
      // Whoever was left out and is in again has not been told how many pairs there are.
      if (session.unsent.length > 0)
        void sender.current?.wake().then(() => (session.total === null ? ask() : undefined))
      else void (session.queue.length > 0 ? askForMore() : ask())
    },
    /** Called by links of ours that lead on to sending what waits. */
    leave: () => {
      leaving.current = true
    },
  }
}

type NoteTime = <Result extends PostResult | DeskResult>(reply: Promise<Result>) => Promise<Result>

/**
 * While the server is not heard of, nobody begins a pair that others may have by now: their work would be in vain.
 * @returns to be told of all that is asked of the server: a lease runs from the last question that was answered
 */
function useLease(minutes: number, session: Session, dispatch: (event: SessionEvent) => void): NoteTime {
  const renewedAt = useRef(0)
  useEffect(() => {
    renewedAt.current = Date.now()
  }, [])
  useEffect(() => {
    if (session.hold === null || session.queue.length < 2) return undefined
    const left = renewedAt.current + minutes * 60_000 - LEASE_MARGIN_MS - Date.now()
    const timer = setTimeout(() => dispatch({ type: 'lapsed' }), Math.max(0, left))
    return () => clearTimeout(timer)
  }, [minutes, session, dispatch])
  return useCallback(async (reply) => {
    const askedAt = Date.now()
    const result = await reply
    if (result.kind === 'desk' || result.kind === 'saved') renewedAt.current = askedAt
    return result
  }, [])
}

/** The outbox and what empties it, for as long as the screen is there. */
function useSender(
  { studyId, person }: Owner,
  session: Session,
  dispatch: (event: SessionEvent) => void,
  noteTime: NoteTime,
) {
  const sender = useRef<Sender | null>(null)
  const shown = useRef<string[]>([])
  useEffect(() => {
    shown.current = session.queue.map(({ assignmentId }) => assignmentId)
  }, [session.queue])
  useEffect(() => {
    const owner = { studyId, person }
    const current = new Sender({
      outbox: openOutbox(owner, async (assignmentId) => (await getOwnPair(owner, assignmentId)) !== null),
      post(unsent, others) {
        const held = new Set([...shown.current, ...others])
        held.delete(unsent.assignmentId)
        return noteTime(postSubmission(owner, unsent, [...held].slice(0, MOST_HELD)))
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
  }, [studyId, person, dispatch, noteTime])
  return {
    sender,
    /** Before the next render: the reply must not leave out the pair that now comes into view. */
    leavesScreen({ assignmentId }: DeskPair) {
      shown.current = shown.current.filter((id) => id !== assignmentId)
    },
  }
}

/** The browser asks before a page with unsent work is left. */
function useLeaveWarning(isUnsaved: () => boolean) {
  const warn = useEffectEvent((event: BeforeUnloadEvent) => {
    if (isUnsaved()) event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: BeforeUnloadEvent) => warn(event)
    window.addEventListener('beforeunload', listener)
    return () => window.removeEventListener('beforeunload', listener)
  }, [])
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
