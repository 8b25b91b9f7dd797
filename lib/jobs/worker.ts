import 'server-only'
import { log } from '@/lib/log'
import { boss, ensureQueue } from './boss'
import { claimJob, failJob, forgetLeftRuns, handBack } from './claim'
import type { Job } from './job'
import { type Due, listDue } from './overview'
import { type Presence, takePresence } from './presence'
import { BrokenOff, runJob } from './run-job'
import { onWake } from './wake'

const LOOK_EVERY_MS = 1000

type Run = { name: string; abort: AbortController; ended: Promise<void> }

/** A process' part in the work: looks for jobs, runs as many at once as each kind allows, and minds those of the dead. */
export class Worker {
  readonly #jobs: ReadonlyMap<string, Job<object>>
  readonly #runs = new Map<string, Run>()
  #presence: Presence | undefined
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #looksAgain = false
  #isStopped = false
  #isAway = false
  readonly #beginRounds: (() => () => void) | undefined
  #endRounds: (() => void) | undefined

  /** @param beginRounds begins what this process looks after beside its jobs, as long as it works, and returns what ends it */
  constructor(jobs: readonly Job<object>[], beginRounds?: () => () => void) {
    this.#beginRounds = beginRounds
    this.#jobs = new Map(jobs.map((job) => [job.name, job]))
  }

  /** Begins to look, at once and each second. @returns when it has looked once */
  async start(): Promise<void> {
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS)
    this.#timer.unref()
    onWake(() => this.look())
    this.#endRounds = this.#beginRounds?.()
    this.look()
    await this.#looking
  }

  /** Looks now, or once more after the look that is under way. */
  look(): void {
    this.#looksAgain = true
    this.#looking ??= this.#lookOn().finally(() => {
      this.#looking = undefined
    })
  }

  /** Takes no more jobs, breaks off those under way so that another worker has them, and leaves. */
  async stop(): Promise<void> {
    this.#isStopped = true
    onWake(undefined)
    clearInterval(this.#timer)
    this.#endRounds?.()
    await this.#looking
    await this.#breakOff('stopping')
    await boss().stop({ graceful: false })
    await this.#presence?.leave()
    this.#presence = undefined
  }

  async #lookOn(): Promise<void> {
    while (this.#looksAgain && !this.#isStopped) {
      this.#looksAgain = false
      await this.#lookOnce().then(
        () => {
          this.#isAway = false
        },
        (err) => {
          // The database may be away for a while; there is another look in a second.
          if (!this.#isAway) log.warn({ err }, 'jobs cannot be looked for')
          this.#isAway = true
        },
      )
    }
  }

  async #lookOnce(): Promise<void> {
    const { worker } = await this.#arrive()
    const due = await listDue(worker)
    await this.#minds(due)
    for (const name of new Set(due.filter(({ isActive }) => !isActive).map((job) => job.name)))
      await this.#claimAll(name, worker)
  }

  /** Takes the lock by which others see that this process lives, first of all, and again when it was lost. */
  async #arrive(): Promise<Presence> {
    if (this.#presence) return this.#presence
    const presence = await takePresence(() => {
      this.#presence = undefined
      void this.#breakOff('lost')
    })
    try {
      for (const job of this.#jobs.values()) await ensureQueue(job)
      await boss().start()
      await forgetLeftRuns()
    } catch (error) {
      await presence.leave()
      throw error
    }
    this.#presence = presence
    return presence
  }

  /** Ends what was cancelled here, and what nobody is at any more. */
  async #minds(due: readonly Due[]): Promise<void> {
    const active = new Map(due.filter(({ isActive }) => isActive).map((job) => [job.id, job]))
    for (const [id, { abort }] of this.#runs) if (!active.has(id)) abort.abort(new BrokenOff('cancelled'))
    for (const { id, name, isLed } of active.values())
      if (!isLed) await failJob(name, id, { message: 'The process that was at it ended.' }, false)
  }

  async #claimAll(name: string, worker: number): Promise<void> {
    const job = this.#jobs.get(name)
    const free = () => [...this.#runs.values()].filter((run) => run.name === name).length < (job?.atOnce ?? 0)
    while (job && free() && !this.#isStopped) {
      const claimed = await claimJob(name, worker)
      if (!claimed) return
      // The lock was lost in between: nobody would take this process for alive.
      if (this.#presence?.worker !== worker) return handBack(claimed.id)
      const abort = new AbortController()
      const ended = runJob(job, claimed, worker, abort.signal).finally(() => {
        this.#runs.delete(claimed.id)
        this.look()
      })
      this.#runs.set(claimed.id, { name, abort, ended })
    }
  }

  async #breakOff(why: 'stopping' | 'lost'): Promise<void> {
    const runs = [...this.#runs.values()]
    for (const { abort } of runs) abort.abort(new BrokenOff(why))
    await Promise.all(runs.map(({ ended }) => ended))
  }
}
