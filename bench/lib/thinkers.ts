import type { Press } from './seats'

/** How long somebody looks at a pair, in milliseconds. */
const THINKING = 500

/**
 * Everybody reads, presses a key and waits for it to be stored, until `meanwhile` is over, but for so long at least.
 * @returns milliseconds from key to stored, of all verdicts
 */
export async function judgeWhile(
  presses: readonly Press[],
  meanwhile: Promise<unknown>,
  atLeast: number,
): Promise<number[]> {
  const waits: number[] = []
  let isOver = false
  const over = Promise.all([meanwhile, pause(atLeast)]).finally(() => {
    isOver = true
  })
  const judge = async (press: Press, place: number) => {
    // They do not all press at the same moment.
    await pause((THINKING * place) / presses.length)
    while (!isOver) {
      waits.push(await press())
      await pause(THINKING)
    }
  }
  await Promise.all([over, ...presses.map(judge)])
  return waits
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
