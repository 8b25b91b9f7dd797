import { z } from 'zod'
import { PreferenceQuery } from './preference-query'

/** What a study's files can be asked with, behind their addresses; each takes what it knows. */
export const FileQuery = PreferenceQuery.extend({
  /** Whether the texts of prompts and responses stand in files that are whole without them. */
  texts: z.enum(['no', 'yes']).default('no'),
})
export type FileQuery = z.output<typeof FileQuery>
