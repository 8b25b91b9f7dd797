import { createStore, get, update } from 'idb-keyval'
import type { Verdict } from '@/lib/judgments/schema'

/** A verdict on its way. `refused`: the server would not take it from whoever was signed in when it was sent. */
export type Unsent = Verdict & { madeAt: number; refused?: true }

/** What waits to be sent, in the order it was given. Survives reloads, crashes and a closed browser. */
export type Outbox = {
  read: () => Promise<Unsent[]>
  /** @returns whether it is on the disk; without IndexedDB it lives as long as the page */
  put: (verdict: Unsent) => Promise<boolean>
  remove: (submissionKey: string) => Promise<void>
}

const REFUSED_KEPT_FOR = 7 * 24 * 60 * 60 * 1000

/** One study's outbox in this browser. */
export function openOutbox(studyId: string): Outbox {
  const name = `verdicts:${studyId}`
  const store = createStore('evenhand', 'outbox')
  /** One transaction reads and writes, so two tabs do not overwrite each other. */
  const change = async (edit: (list: Unsent[]) => Unsent[]): Promise<boolean> => {
    try {
      await update<Unsent[]>(name, (list = []) => edit(list), store)
      return true
    } catch {
      return false
    }
  }
  return {
    read: async () => stillWanted((await get<Unsent[]>(name, store).catch(() => undefined)) ?? [], Date.now()),
    put: (verdict) => change((list) => withVerdict(stillWanted(list, Date.now()), verdict)),
    async remove(submissionKey) {
      await change((list) => list.filter((each) => each.submissionKey !== submissionKey))
    },
  }
}

/** Adds a verdict at the end, or in its own place when it is there already. */
export function withVerdict(list: Unsent[], verdict: Unsent): Unsent[] {
  const known = list.some(({ submissionKey }) => submissionKey === verdict.submissionKey)
  return known
    ? list.map((each) => (each.submissionKey === verdict.submissionKey ? verdict : each))
    : [...list, verdict]
}

/** Refused ones are kept for a week, in case they are another account's; others until they are sent. */
export function stillWanted(list: Unsent[], now: number): Unsent[] {
  return list.filter(({ refused, madeAt }) => !refused || now - madeAt < REFUSED_KEPT_FOR)
}
