/** One item of a plan; prompt and systems by the ids the plan was given. */
export type PlannedItem = {
  position: number
  prompt: string
  systemA: string
  /** Null where one response stands alone. */
  systemB: string | null
  /** Which of the systems' responses to the prompt. */
  sample: number
  kind: 'REGULAR' | 'CHECK' | 'GOLD' | 'PRACTICE'
  /** Whether every annotator of the groups that judge the shared set judges it. */
  shared: boolean
  /** Whether arm A stands left in its first slot. */
  startsLeft: boolean
  /** The known verdict, canonical; null on regular items. */
  expected: string | null
  feedback: string | null
}

/** The systems whose responses an item shows. */
export function systemsOf({ systemA, systemB }: Pick<PlannedItem, 'systemA' | 'systemB'>): string[] {
  return systemB === null ? [systemA] : [systemA, systemB]
}
