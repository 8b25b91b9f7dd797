/** What is known of an annotator's last steps. */
type Facts = {
  status: 'DRAFT' | 'OPEN' | 'PAUSED' | 'CLOSED'
  cap: number | null
  /** Pairs done, which the cap counts. */
  done: number
  lastVerdictAt: Date | null
  held: number
  leasedAt: Date | null
  leaseUntil: Date | null
  hasConsented: boolean
  idleReason: string | null
  idleAt: Date | null
  /** Whether a slot is open that they may be given, now or when a lease runs out. */
  hasOpen: boolean
  deactivatedAt: Date | null
}

/**
 * What an annotator is at, or why nothing is handed to them: `waiting`: all slots that are left for them are leased to
 * others; `capped`: they have given as many judgments as one may; `left`: they went away, maybe with pairs on screen.
 */
export type Now = {
  state:
    | 'judging'
    | 'waiting'
    | 'capped'
    | 'done'
    | 'left'
    | 'not_begun'
    | 'no_consent'
    | 'paused'
    | 'closed'
    | 'draft'
    | 'deactivated'
    | 'model_ready'
    | 'model_running'
    | 'model_waiting'
    | 'model_paused'
    | 'model_stopped'
    | 'model_cancelled'
    | 'model_done'
  since: Date | null
  /** Pairs they hold that time has not run out for. */
  holds: number
}

/** Says what an annotator is at, from what they hold, what they did last and what they were told when they last asked. */
export function describeNow(facts: Facts, now: Date): Now {
  const { status, cap, done, lastVerdictAt, held, leasedAt, leaseUntil, idleAt, deactivatedAt } = facts
  const holds = held > 0 && leaseUntil !== null && leaseUntil >= now ? held : 0
  const say = (state: Now['state'], since: Date | null = null): Now => ({ state, since, holds })
  const seen = latest(lastVerdictAt, leasedAt)
  if (deactivatedAt) return say('deactivated', deactivatedAt)
  if (status === 'DRAFT') return say('draft')
  if (holds > 0) return say('judging', seen)
  if (status === 'CLOSED') return say('closed', seen)
  if (cap !== null && done >= cap) return say('capped', lastVerdictAt)
  const idle = idleAt !== null && (seen === null || idleAt >= seen) ? idleReason(facts) : null
  if (idle === 'done') return say('done', idleAt)
  if (status === 'PAUSED') return say('paused', seen)
  if (idle !== null) return say(idle, idleAt)
  if (!facts.hasConsented) return say('no_consent')
  return seen === null ? say('not_begun') : say('left', seen)
}

const RUNS = {
  READY: 'model_ready',
  RUNNING: 'model_running',
  PAUSED: 'model_paused',
  STOPPED: 'model_stopped',
  CANCELLED: 'model_cancelled',
  DONE: 'model_done',
} as const

/** What a model is at: its run says so. While it waits for its provider, `since` is until when. Null of a person. */
export function describeRun(
  { run, waitingUntil }: { run: keyof typeof RUNS | null; waitingUntil: Date | null },
  now: Date,
): Now | null {
  if (run === null) return null
  const waits = run === 'RUNNING' && waitingUntil !== null && waitingUntil > now
  return waits ? { state: 'model_waiting', since: waitingUntil, holds: 0 } : { state: RUNS[run], since: null, holds: 0 }
}

/** A cap that was reached and has been raised since is none any more; nobody waits for what others have done since. */
function idleReason({ idleReason: reason, hasOpen }: Facts): 'waiting' | 'done' | null {
  if (reason === 'waiting') return hasOpen ? 'waiting' : 'done'
  return reason === 'done' ? 'done' : null
}

function latest(...dates: (Date | null)[]): Date | null {
  const times = dates.flatMap((date) => (date ? [date.getTime()] : []))
  return times.length > 0 ? new Date(Math.max(...times)) : null
}
