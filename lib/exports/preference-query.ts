import { z } from 'zod'

/** How many verdicts make a row, and whose: what every file of preferences is asked with, behind its address. */
export const PreferenceQuery = z.object({
  /** Each decided verdict, one an item by majority, or one where all say the same. */
  rows: z.enum(['each', 'majority', 'unanimous']).default('each'),
  /** People and models are never counted together: what they say together is of no population. */
  by: z.enum(['people', 'models']).default('people'),
})
export type PreferenceQuery = z.output<typeof PreferenceQuery>
