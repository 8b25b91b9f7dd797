/** A read that takes at least this long is kept for others, and for this many times as long as it took. */
const WORTH_KEEPING_MS = 300
const REST = 10

type Kept = { answer: Promise<unknown>; until: number }

const kept = new Map<string, Kept>()

/**
 * Reads once for all who ask meanwhile and, when it took long, for those who ask soon after: however many people watch a
 * study of any size, counting it takes the database a tenth of its time at most. What is read fast is always read anew.
 * @param key names what is read, everywhere in this process
 */
export function shareRead<T>(key: string, read: () => Promise<T>, clock = () => performance.now()): Promise<T> {
  const known = kept.get(key)
  // The key says what the answer is of.
  if (known && clock() < known.until) return known.answer as Promise<T>
  const began = clock()
  const answer = read()
  const mine: Kept = { answer, until: Number.POSITIVE_INFINITY }
  kept.set(key, mine)
  const settle = (until: number) => {
    mine.until = until
    if (until <= clock() && kept.get(key) === mine) kept.delete(key)
  }
  answer.then(
    () => {
      const took = clock() - began
      settle(took < WORTH_KEEPING_MS ? 0 : clock() + REST * took)
    },
    () => settle(0),
  )
  return answer
}
