type Waiting<In, Out> = { one: In; settle: (reply: Promise<Out>) => void }

type How<In, Out> = {
  /** Statements of this process under way at once. */
  lanes: number
  /** How many one of them carries at most. */
  most: number
  /** Answers in the order of what it is asked. */
  ask: (batch: readonly In[]) => Promise<Out[]>
}

/**
 * Lets what comes at the same moment travel together: one that comes while all lanes are busy goes with the others that
 * wait, in one round trip. When one of a batch fails in a way nobody foresaw, each is tried by itself: what is stored
 * already is not stored twice.
 */
export function inBatches<In, Out>({ lanes, most, ask }: How<In, Out>): (one: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = []
  let busy = 0

  async function drive(): Promise<void> {
    busy++
    for (let batch = waiting.splice(0, most); batch.length > 0; batch = waiting.splice(0, most)) await carry(batch)
    busy--
  }

  async function carry(batch: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const replies = await ask(batch.map(({ one }) => one))
      for (const [place, { settle }] of batch.entries()) settle(Promise.resolve(replies[place] as Out))
    } catch (error) {
      if (batch.length === 1) batch[0]?.settle(Promise.reject(error))
      else for (const { one, settle } of batch) settle(ask([one]).then(([reply]) => reply as Out))
    }
  }

  return (one) =>
    new Promise((resolve) => {
      waiting.push({ one, settle: resolve })
      if (busy < lanes) void drive()
    })
}
