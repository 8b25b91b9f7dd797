import { z } from 'zod'
import { Answer, FLAGS } from '@/lib/engine/schema'
import { DeskPair } from './schema'

/** A pair's texts as they were written, turn by turn. */
const PairText = z.object({
  prompt: z.array(z.string()),
  left: z.array(z.string()),
  right: z.array(z.string()).nullable(),
})
export type PairText = z.output<typeof PairText>

/** One of an annotator's own pairs, held or judged, with the verdict they gave as presented. */
export const OwnPair = z.object({
  pair: DeskPair,
  text: PairText,
  given: z.object({ answers: z.array(Answer), rationale: z.string() }).nullable(),
})
export type OwnPair = z.output<typeof OwnPair>

/** A line of an annotator's own history. Nothing in it tells a system, an item or a canonical arm. */
export const OwnVerdict = z.object({
  assignmentId: z.string(),
  /** When it was first given, ISO 8601. */
  at: z.string(),
  /** Whether the pair stands covered until asked for. */
  warned: z.boolean(),
  /** The beginning of the prompt; nothing of a covered one. */
  excerpt: z.string(),
  /** As presented; none when it was set aside. */
  answers: z.array(Answer),
  flag: z.enum(FLAGS).nullable(),
  isPractice: z.boolean(),
  /** Whether the study still lets it be changed. */
  mayRevise: z.boolean(),
})
export type OwnVerdict = z.output<typeof OwnVerdict>
