import { type Outbox, type Unsent, withUnsent, writtenWith } from './outbox'
import type { Hold, PostResult } from './wire'

export type SenderEvent =
  | { type: 'restored'; list: Unsent[] }
  | { type: 'saved'; unsent: Unsent; result: Extract<PostResult, { kind: 'saved' }> }
  | { type: 'refused'; unsent: Unsent; code: string }
  | { type: 'parked'; submissionKey: string }
  | { type: 'held'; why: Hold }
  | { type: 'not_durable' }

type Means = {
  outbox: Outbox
  post: (unsent: Unsent, others: string[]) => Promise<PostResult>
  emit: (event: SenderEvent) => void
  /** Calls back after some milliseconds. @returns what cancels it */
  schedule: (milliseconds: number, run: () => void) => () => void
}

/** A paused study may open again. */
const PARKED_FOR = 60_000
/** These pass by themselves; for the others there is no use in knocking. */
const PASSING: Hold[] = ['offline', 'server']

/** 1, 2, 4, … 30 seconds. */
export function backoff(failures: number): number {
  return Math.min(30_000, 1000 * 2 ** failures)
}

/**
 * Sends submissions one after another in the order they were given, each until the server has answered for it. One is in
 * the outbox before it is sent and leaves it when it is acknowledged. One that will never be taken stays there for what
 * was written with it, until that has been read; a change that waits for a study to open again lets others pass.
 */
export class Sender {
  private queue: Unsent[] = []
  /** Those the server may have, whatever became of its answer. */
  private readonly tried = new Set<string>()
  private sending = false
  private stopped = false
  private failures = 0
  private cancelRetry = () => {}

  constructor(private readonly means: Means) {}

  /** Takes up what an earlier page left behind. */
  async start(): Promise<void> {
    const list = await this.means.outbox.read()
    if (this.stopped) return
    const waiting = list.filter(({ refused }) => !refused)
    for (const { submissionKey } of waiting) this.tried.add(submissionKey)
    this.queue = [...waiting, ...this.queue.filter(({ submissionKey }) => !this.tried.has(submissionKey))]
    this.means.emit({ type: 'restored', list })
    await this.send()
  }

  async add(unsent: Unsent): Promise<void> {
    this.queue.push(unsent)
    if (!(await this.means.outbox.put(unsent))) this.means.emit({ type: 'not_durable' })
    await this.send()
  }

  /** The one with this key, when the server cannot have heard of it yet. */
  untried(submissionKey: string): Unsent | null {
    if (this.tried.has(submissionKey)) return null
    return this.queue.find((each) => each.submissionKey === submissionKey) ?? null
  }

  /** Puts another in the place of one that is untried. */
  async replace(submissionKey: string, unsent: Unsent): Promise<void> {
    this.queue = withUnsent(this.queue, unsent, submissionKey)
    if (!(await this.means.outbox.put(unsent, submissionKey))) this.means.emit({ type: 'not_durable' })
    await this.send()
  }

  /** Lets go of one that was refused: its words have been read. */
  async forget(submissionKey: string): Promise<void> {
    await this.means.outbox.remove(submissionKey)
  }

  /** Tries again now: the network is back, the tab is looked at, somebody has signed in. */
  async wake(): Promise<void> {
    this.failures = 0
    await this.send()
  }

  stop(): void {
    this.stopped = true
    this.cancelRetry()
  }

  private async send(): Promise<void> {
    if (this.sending || this.stopped) return
    this.sending = true
    this.cancelRetry()
    /** Pairs of which something waits: what comes after it must not overtake it. */
    const parked = new Set<string>()
    const nextOf = () => this.queue.find(({ assignmentId }) => !parked.has(assignmentId))
    try {
      for (let next = nextOf(); next && !this.stopped; next = nextOf()) {
        this.tried.add(next.submissionKey)
        const answer = await this.means.post(next, this.othersThan(next))
        if (answer.kind === 'held') return this.hold(answer.why)
        this.failures = 0
        if (answer.kind === 'parked') {
          parked.add(next.assignmentId)
          this.emit({ type: 'parked', submissionKey: next.submissionKey })
        } else await this.settle(next, answer)
      }
      if (parked.size > 0) this.retryIn(PARKED_FOR)
    } finally {
      this.sending = false
    }
  }

  private othersThan({ submissionKey }: Unsent): string[] {
    return this.queue.filter((each) => each.submissionKey !== submissionKey).map(({ assignmentId }) => assignmentId)
  }

  private hold(why: Hold): void {
    this.emit({ type: 'held', why })
    if (PASSING.includes(why)) this.retryIn(backoff(this.failures++))
  }

  private retryIn(milliseconds: number): void {
    if (!this.stopped) this.cancelRetry = this.means.schedule(milliseconds, () => void this.send())
  }

  private async settle(unsent: Unsent, answer: Extract<PostResult, { kind: 'saved' | 'refused' }>): Promise<void> {
    const { submissionKey } = unsent
    this.queue = this.queue.filter((each) => each.submissionKey !== submissionKey)
    if (answer.kind === 'refused' && isWorthKeeping(unsent, answer.code))
      await this.means.outbox.put({ ...unsent, refused: answer.code })
    else await this.means.outbox.remove(submissionKey)
    this.emit(
      answer.kind === 'saved'
        ? { type: 'saved', unsent, result: answer }
        : { type: 'refused', unsent, code: answer.code },
    )
  }

  private emit(event: SenderEvent): void {
    if (!this.stopped) this.means.emit(event)
  }
}

/** A late verdict is on record with its reason. */
export function isWorthKeeping(unsent: Unsent, code: string): boolean {
  return code !== 'late' && writtenWith(unsent) !== ''
}
