import type { DeskPair, FLAGS } from './schema'

/** A pair's texts as they were written, turn by turn. */
export type PairText = { prompt: string[]; left: string[]; right: string[] }

/** One of an annotator's own pairs, held or judged, with the verdict they gave as presented. */
export type OwnPair = { pair: DeskPair; text: PairText; given: { choices: string[]; rationale: string } | null }

/** A line of an annotator's own history. Nothing in it tells a system, an item or a canonical arm. */
export type OwnVerdict = {
  assignmentId: string
  /** When it was first given, ISO 8601. */
  at: string
  /** Whether the pair stands covered until asked for. */
  warned: boolean
  /** The beginning of the prompt; nothing of a covered one. */
  excerpt: string
  /** Option codes as presented, one per criterion; none when it was set aside. */
  choices: string[]
  flag: (typeof FLAGS)[number] | null
  isPractice: boolean
  /** Whether the study still lets it be changed. */
  mayRevise: boolean
}
