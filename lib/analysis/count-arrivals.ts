import type { Arrivals } from './anytime'
import type { ExportedJudgment } from './read-export'

/** What `readArrivals` reads from the database, from exported rows in the order of their file, which is that of giving. */
export class ArrivalsCounter {
  private readonly pairs = new Map<string, Arrivals & { prompts: Set<string> }>()

  /** Takes a row that counts; published counts, which tell no order, have no item and are passed over. */
  add({ item, group, modelA, modelB, study, promptId, score }: ExportedJudgment): void {
    if (item === null) return
    const [first, second] = [modelA, modelB].sort() as [string, string]
    const key = JSON.stringify([group, first, second])
    const pair = this.pairs.get(key) ?? { group, first, second, scores: [], prompts: new Set() }
    this.pairs.set(key, pair)
    const prompt = JSON.stringify([study, promptId])
    if (pair.prompts.has(prompt)) return
    pair.prompts.add(prompt)
    pair.scores.push((1 + Math.sign(score) * (modelA === first ? 1 : -1)) / 2)
  }

  finish(): Arrivals[] {
    return [...this.pairs.values()]
  }
}
