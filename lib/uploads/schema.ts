import { z } from 'zod'
import { list, text, word } from '@/lib/inputs'

const Kind = z.enum(['PROMPTS', 'RESPONSES'])
export type UploadKind = z.output<typeof Kind>

/** What comes with a file: what it holds and where it belongs. The form, the route and the command parse with this. */
export const UploadInput = z
  .object({
    kind: Kind,
    filename: text(255).min(1, 'Choose a file.'),
    /** The set that responses answer to, or that prompts are added to. */
    promptSetId: z.uuid().optional(),
    /** The upload that the file belongs to, beside those that were sent before. */
    uploadId: z.uuid().optional(),
    /** A kept mapping to read it by. */
    mappingId: z.uuid().optional(),
    /** Of the new prompt set, or of the system; empty where the files of responses name their systems themselves. */
    name: text(120)
      .refine((name) => !/\p{Cc}/u.test(name), 'Leave out control characters.')
      .default(''),
  })
  .refine(({ kind, promptSetId }) => kind === 'PROMPTS' || promptSetId, {
    path: ['promptSetId'],
    error: 'Say which prompt set the responses answer to.',
  })
  .refine(({ kind, promptSetId, name, uploadId }) => name !== '' || kind === 'RESPONSES' || promptSetId || uploadId, {
    path: ['name'],
    error: 'Give a name.',
  })
export type UploadInput = z.output<typeof UploadInput>

/** What an admin decides about an upload they have reviewed. */
export const ImportInput = z.object({
  uploadId: z.uuid(),
  /** Import the rest although some rows have problems. */
  leaveOutProblems: z.boolean().default(false),
  /** Take empty responses for what the system said. */
  acceptEmpty: z.boolean().default(false),
  /** Import although fields that are not read hold more text than those that are. */
  leaveOutFields: z.boolean().default(false),
})
export type ImportInput = z.output<typeof ImportInput>

/** One of an upload's files, as the database keeps what is known of it. */
export const UploadedFile = z.object({
  name: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  lines: z.number(),
  format: z.string(),
  /** What of it was not read. */
  note: z.string().nullable(),
})
export type UploadedFile = z.output<typeof UploadedFile>

/** What is said of a prompt set as a whole. */
export const SetInput = z.object({
  ...{ setId: z.uuid(), description: text(2000), licence: text(120) },
  /** Whether every researcher may use it; unsaid, that stays. */
  isShared: z.boolean().optional(),
})
export type SetInput = z.output<typeof SetInput>

/** How a prompt is sorted into its set. */
export const PromptInput = z.object({
  promptId: z.uuid(),
  category: text(200),
  tags: list(text(200).min(1, 'A tag needs a word.'), 200, 'tags'),
})
export type PromptInput = z.output<typeof PromptInput>

/** The responses of a system to the prompts of a set. */
export const ResponsesInput = z.object({ setId: z.uuid(), systemId: z.uuid() })
export type ResponsesInput = z.output<typeof ResponsesInput>

/** A row of an upload that waits. */
export const RowInput = z.object({ uploadId: z.uuid(), rowId: word(20).regex(/^\d+$/, 'No row has this number.') })
export type RowInput = z.output<typeof RowInput>
export const ChosenPrompt = RowInput.extend({ promptId: z.uuid() })
export const SearchInput = z.object({ setId: z.uuid(), words: word(200) })

export const DiscardInput = z.object({ uploadId: z.uuid() })

/** What an import did, for the record. */
export const ImportOutcome = z.object({
  imported: z.number(),
  /** Rows that were there already, word for word. */
  present: z.number(),
  /** Rows left out, by problem. */
  leftOut: z.record(z.string(), z.number()),
  /** Responses imported that name a maker or a model. */
  named: z.number().default(0),
  /** Fields that were not read. */
  unread: z.number().default(0),
})
export type ImportOutcome = z.output<typeof ImportOutcome>
