import { type Outbox, type Unsent, withUnsent } from './outbox'
import type { Hold, PostResult } from './wire'

export type SenderEvent =
  | { type: 'restored'; list: Unsent[] }
  | { type: 'saved'; unsent: Unsent; result: Extract<PostResult, { kind: 'saved' }> }
  | { type: 'refused'; unsent: Unsent; code: string; message: string; kept: boolean }
  | { type: 'held'; why: Hold }
  | { type: 'not_durable' }

type Means = {
  outbox: Outbox
  post: (unsent: Unsent, others: string[]) => Promise<PostResult>
  emit: (event: SenderEvent) => void
  /** Calls back after some milliseconds. @returns what cancels it */
  schedule: (milliseconds: number, run: () => void) => () => void
}

/** What another account's submission is answered with; it may be taken when that account signs in again. */
const MAYBE_ANOTHERS = ['slot_lost', 'not_found']

/** 1, 2, 4, … 30 seconds. */
export function backoff(failures: number): number {
  return Math.min(30_000, 1000 * 2 ** failures)
}

/**
 * Sends submissions one after another in the order they were given, each until the server has answered for it. One is in
 * the outbox before it is sent and leaves it when it is acknowledged or will never be taken.
 */
export class Sender {
  private queue: Unsent[] = []
  private readonly restored = new Set<string>()
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
    for (const { submissionKey } of list) {
      this.restored.add(submissionKey)
      this.tried.add(submissionKey)
    }
    this.queue = [...list, ...this.queue.filter(({ submissionKey }) => !this.restored.has(submissionKey))]
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
    try {
      for (let next = this.queue[0]; next && !this.stopped; next = this.queue[0]) {
        this.tried.add(next.submissionKey)
        const others = this.queue.slice(1).map(({ assignmentId }) => assignmentId)
        if (!(await this.settle(next, await this.means.post(next, others)))) break
      }
    } finally {
      this.sending = false
    }
  }

  /** @returns whether the submission is done with, so that the next may go */
  private async settle(unsent: Unsent, result: PostResult): Promise<boolean> {
    if (result.kind === 'held') {
      if (this.stopped) return false
      this.means.emit({ type: 'held', why: result.why })
      // Who is signed out has to sign in; a paused study may open again.
      const wait = result.why === 'not_open' ? 60_000 : backoff(this.failures++)
      if (result.why !== 'signed_out') this.cancelRetry = this.means.schedule(wait, () => void this.send())
      return false
    }
    this.failures = 0
    this.queue.shift()
    if (result.kind === 'saved') {
      await this.means.outbox.remove(unsent.submissionKey)
      if (!this.stopped) this.means.emit({ type: 'saved', unsent, result })
    } else {
      await this.setAside(unsent, result)
    }
    return true
  }

  private async setAside(unsent: Unsent, { code, message }: { code: string; message: string }): Promise<void> {
    const kept = this.restored.has(unsent.submissionKey) && MAYBE_ANOTHERS.includes(code)
    if (kept) await this.means.outbox.put({ ...unsent, refused: true })
    else await this.means.outbox.remove(unsent.submissionKey)
    if (!this.stopped) this.means.emit({ type: 'refused', unsent, code, message, kept })
  }
}
