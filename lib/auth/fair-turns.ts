import { AppError } from '@/lib/errors'

type Waiter = { go: () => void; refuse: (reason: Error) => void }

/** Work that costs, a few at a time. Whoever brings much waits behind their own, and nobody else does. */
export class FairTurns {
  private running = 0
  private waiting = 0
  /** Who waits, in the order in which they are next. */
  private readonly lines = new Map<string, Waiter[]>()

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
  ) {}

  /**
   * Does `work` when it is the turn of `who`.
   * @throws AppError `too_many_attempts` when too much waits, to whoever has most of it waiting
   */
  async run<T>(who: string, work: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) await this.wait(who)
    else this.running++
    try {
      return await work()
    } finally {
      if (!this.next()) this.running--
    }
  }

  private wait(who: string): Promise<void> {
    return new Promise((go, refuse) => {
      const line = this.lines.get(who)
      if (line) line.push({ go, refuse })
      else this.lines.set(who, [{ go, refuse }])
      this.waiting++
      if (this.waiting > this.mostWaiting) this.sendOneAway()
    })
  }

  /** Hands the turn that ended to whoever is next, and puts them last. */
  private next(): boolean {
    const first = this.lines.entries().next()
    if (first.done) return false
    const [who, line] = first.value
    this.lines.delete(who)
    const waiter = line.shift()
    if (line.length > 0) this.lines.set(who, line)
    this.waiting--
    waiter?.go()
    return true
  }

  private sendOneAway(): void {
    const [who, line] = [...this.lines].reduce((longest, each) => (each[1].length > longest[1].length ? each : longest))
    line.pop()?.refuse(new AppError('too_many_attempts'))
    if (line.length === 0) this.lines.delete(who)
    this.waiting--
  }
}
