import { z } from 'zod'
import { list, text, word } from '@/lib/inputs'

/** Which judgment of an item by one annotator counts, where the file has several. */
export const REPEATS = {
  earliest: 'the earliest; later ones are kept as repeats',
  latest: 'the latest; earlier ones are kept as repeats',
  all: 'each of them',
} as const
export type RepeatRule = keyof typeof REPEATS

const named = (max: number) => text(max).refine((name) => !/\p{Cc}/u.test(name), 'Leave out control characters.')

/** What comes with a file of judgments. */
export const JudgmentFileInput = z.object({
  filename: named(255).min(1, 'Choose a file.'),
  /** The import that the file is added to; a new one without it. */
  importId: z.uuid().optional(),
  /** The only format to read it as. */
  format: word(60).optional(),
  /** A kept mapping to read it by. */
  mappingId: z.uuid().optional(),
  /** What it is taken for: judgments of a finished study, or pairs of responses that are to be judged. */
  holds: z.enum(['JUDGMENTS', 'PAIRS']).default('JUDGMENTS'),
})
export type JudgmentFileInput = z.output<typeof JudgmentFileInput>

/** What is decided about files of judgments that were read. */
export const FinishedStudyInput = z.object({
  importId: z.uuid(),
  title: named(120).min(1, 'Give the study a title.'),
  /** The prompt set that prompts and responses go into: a new one, or one that exists. */
  set: named(120).min(1, 'Name the prompt set.'),
  repeats: z.enum(['earliest', 'latest', 'all'], 'Say which of several judgments counts.'),
  /** The system in question, where each pair has it. */
  focal: text(200).default(''),
  /** One group for all, in place of those that the file tells. */
  group: named(60).default(''),
  /** Which of the file's groups are language models; as the file tells where nothing is said. */
  models: list(word(200), 200, 'groups').optional(),
  leaveOutProblems: z.boolean().default(false),
})
export type FinishedStudyInput = z.output<typeof FinishedStudyInput>

/** What is decided about files of pairs that were read. */
export const PairsInput = z.object({
  importId: z.uuid(),
  /** The prompt set that prompts and responses go into: a new one, or one that exists. */
  set: named(120).min(1, 'Name the prompt set.'),
  leaveOutProblems: z.boolean().default(false),
})
export type PairsInput = z.output<typeof PairsInput>

export const DiscardImportInput = z.object({ importId: z.uuid() })

/** A file of an import as it is kept. */
export const ImportedFile = z.object({
  ...{ name: z.string(), bytes: z.number(), sha256: z.string(), records: z.number() },
  /** How it is cut into records; of files from before it was kept, nobody knows. */
  container: z.string().optional(),
})
export type ImportedFile = z.output<typeof ImportedFile>
