import { z } from 'zod'
import { word } from '@/lib/inputs'

/** Whose data to erase, and whether with what they wrote: reasons and notes. */
export const Erasure = z.object({
  personId: z.uuid(),
  withWords: z.boolean().default(false),
  /** Of whoever asks for it, where it is long ago that they gave it. */
  password: word(200).optional(),
})
export type Erasure = z.output<typeof Erasure>

/** After how many days from its end a study forgets its people; null: it does not. */
export const Retention = z.object({
  studyId: z.uuid(),
  days: z.coerce
    .number('Give a number of days.')
    .int('Give whole days.')
    .min(0, 'At least 0 days.')
    .max(3650, 'At most 3,650 days.')
    .nullable(),
})
export type Retention = z.output<typeof Retention>
