import { z } from 'zod'

/** One turn as the judging screen gets it: Markdown already rendered to safe HTML. */
export type Turn = { role: 'system' | 'user' | 'assistant'; html: string }

/** One leased assignment as the browser may know it: nothing in it tells a system, an item or a canonical arm. */
export type DeskPair = {
  assignmentId: string
  prompt: Turn[]
  /** What stands left, called Answer A on the screen. */
  left: Turn[]
  /** What stands right, called Answer B on the screen. */
  right: Turn[]
}

/** `waiting`: all that is left is on other screens; `paused` and `closed` are the study's; `done`: nothing more for this annotator. */
export type DeskStatus = 'judging' | 'waiting' | 'done' | 'paused' | 'closed'

/** Where an annotator stands, with the pairs they hold: the one to judge now and the one after it. */
export type DeskState = {
  status: DeskStatus
  pairs: DeskPair[]
  judged: number
  /** Pairs for this annotator in all, or null where they were not counted: there are too many, or it is not time to. */
  total: number | null
  /** When waiting: the moment the first lease of others runs out, ISO 8601. */
  retryAt: string | null
}

/** The study as its annotators know it. Option codes are as presented: `A` is the left answer. */
export type DeskStudy = {
  studyId: string
  title: string
  framing: string
  instructionsHtml: string
  question: string
  options: { code: string; label: string }[]
}

/** A verdict as the browser sends it. The key is made once per verdict, so that a retry stores nothing twice. */
export const Verdict = z.object({
  assignmentId: z.uuid(),
  submissionKey: z.uuid(),
  /** Option code as presented; the server undoes the side. */
  choice: z.string().min(1).max(40),
  /** Milliseconds from the pair's appearance to the verdict, and of these with the page in view. */
  elapsedMs: z.number().int().min(0).max(2_147_483_647),
  activeMs: z.number().int().min(0).max(2_147_483_647),
})
export type Verdict = z.output<typeof Verdict>

/** The answer to a stored verdict. */
export type VerdictReceipt = { saved: string; desk: DeskState }
