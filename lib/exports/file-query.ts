import { z } from 'zod'
import { PreferenceQuery } from './preference-query'

/** What a study's files can be asked with, behind their addresses; each takes what it knows. */
export const FileQuery = PreferenceQuery.extend({
  /**
   * Whether the texts of prompts and responses stand in files that are whole without them. Where it is not said they stand in no
   * table, and in archives for everybody where their licence, or a decision, lets them.
   */
  texts: z.enum(['no', 'yes']).optional(),
  /** Of kto.jsonl: whether “both are bad” makes two rows of responses that nobody prefers. */
  bothBad: z.enum(['no', 'yes']).optional(),
  /** Of lmsys.jsonl: whose word it has for “both are bad”, the arena's newer one where it is not said. */
  dialect: z.enum(['arena', 'fastchat']).optional(),
  /** Which snapshot a bundle is of; the latest, where it is not said. */
  snapshot: z.uuid().optional(),
})
export type FileQuery = z.output<typeof FileQuery>
