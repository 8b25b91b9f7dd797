import { z } from 'zod'
import { text } from '@/lib/inputs'

/** One annotator of one study, as its forms name them. */
export const AnnotatorKey = z.object({ studyId: z.uuid(), annotatorId: z.uuid() })
export type AnnotatorKey = z.output<typeof AnnotatorKey>

/** Leaving somebody's judgments out of the results takes a reason, which the results then state. */
export const Exclusion = AnnotatorKey.extend({
  reason: text(300).min(1, 'Say why: the reason is printed with the results.'),
})
export type Exclusion = z.output<typeof Exclusion>
