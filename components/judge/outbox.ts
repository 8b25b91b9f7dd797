import { createStore, get, update } from 'idb-keyval'
import type { Submission } from '@/lib/engine/schema'
import type { PositionalRevision, PositionalVerdict } from '@/lib/judgments/positional-schema'
import type { DeskStudy } from '@/lib/judgments/schema'

/** What the server takes: also what an earlier version of this page kept. */
type Sendable = Submission | PositionalRevision | PositionalVerdict

/**
 * A submission on its way. `refused`: why the server will never take it; it is kept for what was written with it;
 * `practice`: its pair does not count.
 */
export type Unsent = Sendable & { madeAt: number; refused?: string; practice?: true }

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

/**
 * One person's outbox of a study in this browser. What another person left in theirs stays there until they come back.
 * @param isMine whether a pair is this person's, for what an earlier version kept without a name
 */
export function openOutbox(
  { studyId, person }: Pick<DeskStudy, 'studyId' | 'person'>,
  isMine: (assignmentId: string) => Promise<boolean>,
): Outbox {
  const name = `verdicts:${studyId}:${person}`
  const store = createStore('evenhand', 'outbox')
  /** One transaction reads and writes, so two tabs do not overwrite each other. */
  const change = async (edit: (list: Unsent[]) => Unsent[], of = name): Promise<boolean> => {
    try {
      await update<Unsent[]>(of, (list = []) => edit(list), store)
      return true
    } catch {
      return false
    }
  }
  const readList = async <T>(of: string) => (await get<T[]>(of, store).catch(() => undefined)) ?? []
  const adopt = async () => {
    const nameless = `verdicts:${studyId}`
    for (const kept of await readList<Nameless>(nameless)) {
      if (!(await isMine(kept.assignmentId))) continue
      if (await change((list) => withUnsent(list, upgrade(kept)))) await change((list) => without(list, kept), nameless)
    }
  }
  return {
    async read() {
      await adopt()
      return readList<Unsent>(name)
    },
    put: (unsent, instead) => change((list) => withUnsent(list, unsent, instead)),
    async remove(submissionKey) {
      await change((list) => without(list, { submissionKey }))
    },
  }
}

/** Adds a submission at the end, or in its own place, or in that of the one it replaces, when that is there. */
export function withUnsent(list: Unsent[], unsent: Unsent, instead = unsent.submissionKey): Unsent[] {
  const known = list.some(({ submissionKey }) => submissionKey === instead)
  return known ? list.map((each) => (each.submissionKey === instead ? unsent : each)) : [...list, unsent]
}

function without(list: Unsent[], { submissionKey }: Pick<Unsent, 'submissionKey'>): Unsent[] {
  return list.filter((each) => each.submissionKey !== submissionKey)
}

type Kept = { madeAt: number; practice?: true }
/** As earlier versions wrote it; the first one knew a single question. */
export type Nameless = { refused?: true } & Kept &
  (Sendable | (Omit<PositionalVerdict, 'choices'> & { choice: string }))

/** An entry of an earlier version, as this one sends it. */
export function upgrade({ refused: _, ...kept }: Nameless): Unsent {
  if (!('choice' in kept)) return kept
  const { choice, ...rest } = kept
  return { ...rest, choices: [choice] }
}

/** What a person wrote with it: a reason, or a note on why a pair cannot be judged. */
export function writtenWith(unsent: Unsent): string {
  return ('flag' in unsent ? unsent.note : unsent.rationale) ?? ''
}
