/** From so many settled slots on, usage tells more than any estimate. */
const TELLING = 20

/** What is still to be spent: tokens, and billionths of the currency. */
export type Left = { tokens: number; nanos: number }

/** What the open slots will come to if they go on as those so far, retries included; null before that tells enough. */
export function estimateLeft(run: {
  calls: number
  done: number
  open: number
  spentTokens: bigint
  spentNanos: bigint
}): Left | null {
  if (run.done < TELLING) return null
  const each = (spent: bigint) => (Number(spent) / run.done) * run.open
  return { tokens: each(run.spentTokens), nanos: each(run.spentNanos) }
}
