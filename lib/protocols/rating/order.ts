import type { Rng } from '@/lib/rng'
import type { OrderedItem } from '../protocol'

/** By how much a system that has come more often than the others left is less likely to come next: in a thousandth of even. */
const PULL = 300

/**
 * A random order of one round in which the responses to one prompt stand as far apart as they can: the prompts come in one
 * order, again and again and in each round the same, each time with one response that has not come yet. Which one is drawn,
 * with a weak pull toward systems that have come less often: any stretch has about as many responses of each, and who
 * recognises those of some systems can hardly tell which comes next.
 */
export function spreadPrompts<Item extends OrderedItem>(
  round: readonly Item[],
  { shuffle, below }: Rng,
  everyRound: Rng,
): Item[] {
  const waiting = new Map<string, Item[]>()
  for (const item of shuffle(round)) {
    const responses = waiting.get(item.prompt)
    if (responses) responses.push(item)
    else waiting.set(item.prompt, [item])
  }
  // In the order of the plan, which is the same in each round and in any installation, as ids are not.
  const prompts = everyRound.shuffle([...new Set(round.map(({ prompt }) => prompt))])
  const came = new Map<string, number>()
  const order: Item[] = []
  while (order.length < round.length)
    for (const prompt of prompts) {
      const left = waiting.get(prompt) as Item[]
      if (left.length === 0) continue
      const [next] = left.splice(draw(left, came, below), 1) as [Item]
      came.set(next.system, (came.get(next.system) ?? 0) + 1)
      order.push(next)
    }
  return order
}

/** The place of one of the responses that are left of a prompt; of systems that are ahead a little less often. */
function draw(left: readonly OrderedItem[], came: ReadonlyMap<string, number>, below: Rng['below']): number {
  const counts = left.map(({ system }) => came.get(system) ?? 0)
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
  const weights = counts.map((count) => 1000 - PULL * Math.sign(count - mean))
  let at = below(weights.reduce((sum, weight) => sum + weight, 0))
  return weights.findIndex((weight) => {
    at -= weight
    return at < 0
  })
}
