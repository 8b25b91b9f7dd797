import { createStore, get, update } from 'idb-keyval'
import type { Submission } from '@/lib/judgments/schema'

/**
 * A submission on its way. `refused`: the server would not take it from whoever was signed in when it was sent;
 * `practice`: its pair does not count.
 */
export type Unsent = Submission & { madeAt: number; refused?: true; practice?: true }

/** What waits to be sent, in the order it was given. Survives reloads, crashes and a closed browser. */
export type Outbox = {
  read: () => Promise<Unsent[]>
  /**
   * @param instead the key of one whose place it takes
   * @returns whether it is on the disk; without IndexedDB it lives as long as the page
   */
  put: (unsent: Unsent, instead?: string) => Promise<boolean>
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
      await update<Kept[]>(name, (list = []) => edit(list.map(upgrade)), store)
      return true
    } catch {
      return false
    }
  }
  return {
    async read() {
      const list = (await get<Kept[]>(name, store).catch(() => undefined)) ?? []
      return stillWanted(list.map(upgrade), Date.now())
    },
    put: (unsent, instead) => change((list) => withUnsent(stillWanted(list, Date.now()), unsent, instead)),
    async remove(submissionKey) {
      await change((list) => list.filter((each) => each.submissionKey !== submissionKey))
    },
  }
}

/** Adds a submission at the end, or in its own place, or in that of the one it replaces, when that is there. */
export function withUnsent(list: Unsent[], unsent: Unsent, instead = unsent.submissionKey): Unsent[] {
  const known = list.some(({ submissionKey }) => submissionKey === instead)
  return known ? list.map((each) => (each.submissionKey === instead ? unsent : each)) : [...list, unsent]
}

/** Refused ones are kept for a week, in case they are another account's; others until they are sent. */
export function stillWanted(list: Unsent[], now: number): Unsent[] {
  return list.filter(({ refused, madeAt }) => !refused || now - madeAt < REFUSED_KEPT_FOR)
}

/** As written by this version, or by the one that knew a single question. */
type Kept = Unsent | (Omit<Extract<Unsent, { activeMs: number; choices: string[] }>, 'choices'> & { choice: string })

/** An entry of an earlier version, as this one writes it. */
export function upgrade(kept: Kept): Unsent {
  if (!('choice' in kept)) return kept
  const { choice, ...rest } = kept
  return { ...rest, choices: [choice] }
}
