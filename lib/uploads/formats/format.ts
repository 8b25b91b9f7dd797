import type { Message } from '@/lib/prompts/messages'
import type { WarningCode } from '../problems'
import type { JsonRecord } from '../read/fields'

export type PromptFields = { externalId: string | null; category: string | null; tags: string[]; messages: Message[] }

export type ResponseFields = {
  externalId: string | null
  /** What the file says the prompt was, when it does: the second way to find it. */
  prompt: Message[] | null
  sample: number
  /** None of a request, which only says what the prompt of this id was. */
  messages: Message[]
  warning?: WarningCode | null
}

type Common = {
  /** Kept in the database: never rename. */
  id: string
  name: string
  /** Which fields are read, and as what; shown in the review. */
  fields: readonly (readonly [field: string, from: string])[]
  matches: (has: (field: string) => boolean) => boolean
  /** Further fields of such files that say nothing of prompt or response. */
  beside?: readonly string[]
}

export type PromptFormat = Common & { kind: 'PROMPTS'; read: (record: JsonRecord) => PromptFields }

export type ResponseFormat = Common & {
  kind: 'RESPONSES'
  /** What the record calls the system. */
  system: string
  /** Where it stands when it is no field of the record itself. */
  systemOf?: (record: JsonRecord) => unknown
  /** Who answered, from the name of a file whose records do not say it. */
  systemOfFile?: (file: string) => string | null
  /** Whether a record is what was asked, in a file beside those of the answers. */
  isRequest?: (record: JsonRecord) => boolean
  read: (record: JsonRecord) => ResponseFields[]
}

export type Format = PromptFormat | ResponseFormat
