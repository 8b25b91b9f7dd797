/** A figure as a report keeps it: its drawings, words and numbers, as it stood. */
export type FrozenFigure = {
  study: string
  studyId: string
  name: string
  title: string
  caption: string
  size: number
  /** Null where nothing of it is drawn. */
  drawn: { wide: string; narrow: string; print: string } | null
  table: FrozenTable
  /** The rows of its CSV, not rounded. */
  columns: readonly string[]
  rows: readonly object[]
}

/** Cells as they are printed; numbers stand at the right. */
export type FrozenTable = {
  columns: readonly { head: string; align: 'l' | 'r' }[]
  rows: readonly (readonly string[])[]
}

/** A piece of a report, in the order in which it is read. */
export type Block =
  | { is: 'title'; text: string }
  | { is: 'text'; text: string }
  | { is: 'item'; text: string }
  | { is: 'figure'; figure: FrozenFigure }
  | { is: 'table'; table: FrozenTable }

export type SectionName =
  | 'studies'
  | 'hypotheses'
  | 'people'
  | 'models'
  | 'agreement'
  | 'quality'
  | 'dialogues'
  | 'safety'
  | 'ablations'
  | 'left-out'
  | 'methods'
  | 'deviations'
  | 'hashes'

/** A part of a report; empty where `missing` says why. */
export type Section = { name: SectionName; title: string; missing: string | null; blocks: Block[] }

/** All that a report says: what its page shows, its PDF prints and its hash is of. */
export type ReportContent = {
  version: 1
  title: string
  /** When it was frozen, as ISO 8601. */
  at: string
  /** The release that made it. */
  madeBy: string
  sections: Section[]
}

/** What each part of a report is called, and what is said where no chosen study has it. */
export const PARTS = {
  people: ['Figure 1: preferences by people', 'no chosen study has comparisons judged by people'],
  models: ['Figure 2: preferences by language models', 'no chosen study has comparisons judged by a language model'],
  agreement: ['Agreement', 'no chosen study has items that two annotators judged'],
  quality: ['Figure 3: quality of single responses', 'no chosen study has ratings of whole responses'],
  dialogues: ['Figure 7: conversations, turn by turn', 'no chosen study has ratings of each turn'],
  safety: ['Safety', 'no chosen study has ratings on a scale of safety'],
  ablations: ['Ablations', 'no chosen study has ratings of helpfulness from 1 to 6'],
} as const satisfies Partial<Record<SectionName, readonly [title: string, missing: string]>>

export type PartName = keyof typeof PARTS
