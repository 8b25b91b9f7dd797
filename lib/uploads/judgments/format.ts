import type { Message } from '@/lib/prompts/messages'
import type { Scale } from '@/lib/protocols/comparison/scales'
import type { JsonRecord } from '../read/fields'

/** A question that the file answers: of pairs with labels that word the codes of its scale, of single responses with options. */
export type ImportedCriterion = { question: string; labels: Readonly<Record<string, string>> } & (
  | { scale: Scale; rated?: never }
  | { rated: readonly ImportedOption[]; scale?: never }
)
/** An answer that can be given, the worst first. */
type ImportedOption = { code: string; score: number; label: string }

/** An answer to one of the questions, as the file has it and as a code in which A is the system named first. */
export type ImportedAnswer = { criterion: number; choice: string; raw: string }

/** What one judgment of a file says. */
export type JudgmentFields = {
  promptId: string | null
  /** Null where the file does not hold the text, as of the responses. */
  prompt: Message[] | null
  category: string | null
  tags: string[]
  systemA: string
  /** Null where a row holds one response and no verdict. */
  systemB: string | null
  responseA: Message[] | null
  responseB: Message[] | null
  /** Tells responses of one system to one prompt apart whose texts the file does not hold. */
  part: string
  /** Whether the system named first was shown first; null where the file does not say. */
  leftIsA: boolean | null
  annotator: string | null
  group: string
  isModel: boolean
  /** An ISO time. */
  judgedAt: string | null
  elapsedMs: number | null
  rationale: string | null
  answers: ImportedAnswer[]
}

/** A kind of files of judgments. */
export type JudgmentFormat = {
  /** Kept in the database: never rename. */
  id: string
  name: string
  matches: (has: (field: string) => boolean) => boolean
  /** The questions that its rows answer; none where they hold texts alone. */
  criteria: readonly ImportedCriterion[]
  /** Whether each row answers one question alone: those of one judgment are put together. */
  answersApart?: true
  /** In sentences: what becomes of ties, repeats and sides, and what is lost. Shown before, and kept in the protocol. */
  policy: { ties: string; repeats: string; sides: string; losses: string }
  /** @throws RecordProblem `unparsed` for a verdict that is none */
  read: (record: JsonRecord, file: string) => JudgmentFields[]
}

/** What most judgments do not say. */
export const UNSAID = {
  ...{ promptId: null, prompt: null, category: null, tags: [], responseA: null, responseB: null, part: '' },
  ...{ leftIsA: null, annotator: null, group: 'Annotators', isModel: false },
  ...{ judgedAt: null, elapsedMs: null, rationale: null },
} as const satisfies Partial<JudgmentFields>
