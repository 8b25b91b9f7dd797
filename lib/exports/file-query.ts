import { z } from 'zod'
import { PreferenceQuery } from './preference-query'

/** What a study's files can be asked with, behind their addresses; each takes what it knows. */
export const FileQuery = PreferenceQuery.extend({
  /** Whether the texts of prompts and responses stand in files that are whole without them. */
  texts: z.enum(['no', 'yes']).default('no'),
  /** Which snapshot a bundle is of; the latest, where it is not said. */
  snapshot: z.uuid().optional(),
})
export type FileQuery = z.output<typeof FileQuery>
